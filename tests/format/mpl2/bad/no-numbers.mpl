There is nothing here
