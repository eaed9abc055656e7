/* SPDX-License-Identifier: MIT */
#include "app/interrupt.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

void bl_interrupt_catch(void)
{
    struct sigaction action = {.sa_handler = on_interrupt};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

bool bl_interrupted(void)
{
    return interrupted != 0;
}

void bl_interrupt_raise(void)
{
    interrupted = 1;
}

void bl_interrupt_forget(void)
{
    interrupted = 0;
}
