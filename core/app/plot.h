/* SPDX-License-Identifier: MIT
 * plot.h - :plot, what one field does to an answer, as a chart of the terminal or as a picture.
 *
 * The last pure request is asked again and again with other values of the field. Under a layer the
 * chart of the notice's own figures stands beside it. A picture is an SVG file.
 *
 * Layer: app. Uses: app/order, app/chart.
 */
#pragma once

#include "app/order.h"

/* :plot FIELD FROM TO [RESULT] [FILE.svg]; :plot [FILE.svg], the rows of the last population by how
 * much they changed */
BL_MUST_USE bl_status bl_plot_run(bl_session *session, bl_text words, bl_err *err);
