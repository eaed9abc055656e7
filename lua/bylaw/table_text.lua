kit.table_text = nil
