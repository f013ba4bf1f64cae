"""What is said of the areas of an inventory beside their outlines, for pages, prints and Google Earth."""
