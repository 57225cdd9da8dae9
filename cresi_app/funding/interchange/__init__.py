"""Files of the money desk: lists of grants taken in, activities, essential data and the declaration of aid given out."""
