"""What any map shows before it has a pixel: strands, groups, widths, roles, badges, words; then its courses.

Pages, thumbnails, figures and GIS styles are drawn from here and say nothing of their own about what a mark means:

    scene = to_scene(routes, "heroin trade", "en")
    curves = lay_out_on_plane(scene, at, (width, height))
    courses, tails = draw_courses(scene, at, curves, rims)
"""
