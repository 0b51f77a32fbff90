"""Every threshold by which a page becomes blocks, a frozen class a step: characters → lines → columns → blocks → roles.

Lengths are in ems of the print that they are held against where they follow the print, and in points where they follow
the drawing; shares are of what the description names, counts are whole numbers. The values were chosen by text,
references, links and tables of the tuning papers of `python -m benchmarks accuracy-pdf`; where a description names a
range beside a value, that was measured there. `tests/read/pdf/test_settings.py` holds them from both sides.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineSettings:
    """Characters → words, segments and lines; scripts."""

    script_weight: float = 0.3  # What a letter in small print counts for when a line's size is told
    style_share: float = 0.7  # The share of a line's letters that makes it bold or slanted
    accent_reach: float = 0.5  # In ems from base line to base line: how far an accent set apart stands from its letter
    same_base: float = 0.2  # ems: base lines of one line of text differ less
    raised: float = 0.75  # ems: a superscript stands no higher above its line
    lowered: float = 0.5  # ems: a subscript stands no lower
    shifted: float = 0.45  # ems: letters that touch may stand so far off their line
    overlap: float = 0.2  # ems: letters that touch overlap no more
    beside: float = 0.3  # ems: segments of one line overlap no more
    level: float = 0.3  # In ems of the smaller: segments of one line differ less in base line
    script_shared: float = 0.55  # Of a small segment's height: what it must share with the line that it is a script of
    same_row: float = 0.35  # ems: what stands at one height across a page differs less in base line
    blank: float = 0.15  # ems: white between segments that is a blank
    min_raised: float = 0.12  # In ems above the base line from which small print is a superscript
    min_lowered: float = 0.06  # In ems below the base line from which small print is a subscript
    wide_gap: float = 1.0  # ems: a gap that ends a segment; words of justified text stand closer as a rule
    # So many single letters in a row are a word set wide: "A B C D" may be the parts of a figure.
    fewest_spaced: int = 6
    words_apart: float = 1.5  # The blank between two words set wide, against that between their letters
    # A fragment smaller than this share of its line, and off its base line, is a superscript or subscript.
    script: float = 0.86
    inner_gap: float = 1.0  # ems: white within a text object that parts words even where the engine tells no blank
    # In ems a letter: fragments that are wider on average may hold such white; texts in capitals come to 0.7.
    widest_letter: float = 0.62


@dataclass(frozen=True, slots=True)
class ColumnSettings:
    """Segments of a page → columns in reading order."""

    min_starts: int = 3  # Lines that must begin at a gutter's right edge
    edge_spread: int = 4  # Points within which lines begin at one edge
    shared_weight: int = 4  # What a height with text on both sides speaks for a gutter, against one that is crossed
    most_starts: int = 20  # Lines that begin at the right edge: more of them speak no more for it
    white_weight: int = 3  # What a point of white speaks for a gutter
    tail_indent: int = 3  # In heights of a line: how far the last line of a paragraph begins from the one before
    tail_overlap: float = 0.3  # In heights of a line: lines of a paragraph overlap no more
    tail_step: float = 0.6  # In heights of a line: the white between lines of a paragraph is less
    tail_height: float = 0.15  # The share by which lines of a paragraph differ in height
    band_same_size: float = 0.02  # The share by which print of two columns of one band differs in size
    hanging: float = 0.5  # ems: lines that go on an entry are indented by more
    min_hanging: float = 0.25  # The share of lines that are indented so where entries hang
    bin_height: float = 4.0  # points: the step in which heights of a page are counted
    min_side: float = 60.0  # Points on both sides of a gutter: a narrower column is a margin
    min_shared: int = 7  # Bins of height that both sides of a gutter must fill side by side
    widest_white: float = 15.0  # points: wider white speaks no more for a gutter
    # Heights that lines across a gutter may fill for each height with text on both sides; beyond them the white may
    # stand between the words of justified lines, and is a gutter only where lines on both sides stand together.
    most_crossing: int = 3
    # Bins of height that text on both sides must fill without a break to do so: two lines of print and more.
    min_together: int = 7
    min_line: float = 5.0  # points: a line of text is higher; rules are lower
    max_line: float = 24.0  # points: a line of text is lower; tables and titles in display are higher
    min_dense: int = 5  # Lines across a gutter that must follow each other closely
    # Lines across a gutter that follow each other, less than so many of their heights apart, which show it to be
    # none.
    dense_step: float = 1.5
    # ems: the white through both columns; a paragraph's own gap is as wide in one of them only.
    band_white: float = 0.7
    band_lines: int = 3  # Lines that a column needs on each side of a cut
    band_other_size: float = 0.04  # The share by which the size of the print below must differ from that above
    body_spread: float = 0.4  # Points by which print in the body's size may differ from it


@dataclass(frozen=True, slots=True)
class FurnitureSettings:
    """Running heads, stamps, numbers of lines, numbers that hang beside entries."""

    # Characters of words that come again from which on they are a running head, whatever stands outside of them.
    sure_letters: int = 5
    most_waiting: int = 90  # Letters that may stand outside a running head and fall with it
    nearby: int = 4  # Pages within which a running head comes again: left and right pages differ
    same_height: int = 4  # Points within which it comes again at the same height
    counting_share: float = 0.8  # The share of steps by which numbers of lines rise evenly
    hanging_base: float = 0.25  # ems: an entry's number stands on the base line of its text
    rising_share: float = 0.7  # The share of numbers down an edge that rise by one or two
    adjoining_size: float = 0.06  # The share by which lines of one paragraph differ in size
    adjoining_gap: float = 0.5  # ems: white between lines of one paragraph
    edge_share: float = 0.105  # The share of the page's height, at top and bottom, in which running matter stands
    many_pages: int = 3  # Pages on which what stands beside the text comes again
    many_share: float = 0.4  # Pages, or their share in a short paper, on which what stands beside the text comes again
    line_letters: int = 25  # Letters of a line of text, as against labels and numbers
    min_lines: int = 8  # Lines that make a page a page of text
    text_share: float = 0.6  # Lines, and their share of a page's letters, that make it a page of text
    side_step: float = 12.0  # Points within which what comes again stands at the same place
    # Letters that a stretch needs for its coming again to mean anything: "12." and "30." are numbers of a list.
    min_repeated_letters: int = 3
    # The share of a row's letters that must come again: below it a row merely begins or ends as another does.
    min_repeated_share: float = 0.5
    # Letters of a row that a page number makes a running head; longer ones are text beside an axis.
    longest_numbered_row: int = 60
    min_numbers: int = 6  # Numbers down an edge that may count lines
    # By how much, as a share, the step from number to number may differ: lines of a manuscript stand evenly.
    same_step: float = 0.3
    min_even: float = 0.7  # The share of steps that are even: entries of a list have now two lines, now five
    min_reach: float = 0.6  # Of the text's height: line numbers do not stop in mid-page
    min_hanging: int = 3  # Numbers down an edge that may be those of entries
    widest_gap: float = 3.5  # ems: an entry's number stands no further from its text
    same_edge: float = 3.0  # Points within which numbers stand at one edge, left or right
    hanging_text: int = 5  # Letters of the text beside an entry's number, at least


@dataclass(frozen=True, slots=True)
class ParagraphSettings:
    """Lines of a column → paragraphs."""

    text_pitch: float = 1.22  # In ems from base line to base line, where a column is too short to tell
    display: float = 12.5  # points: print as large is display
    display_pitch: float = 1.36  # ems: the same for display
    style_share: float = 0.85  # The share of a block's letters that makes it bold or slanted
    edge_letters: int = 15  # Letters of a line that tells a column's right edge
    min_pitch: float = 0.8  # ems: lines of print are no nearer
    max_pitch: float = 2.6  # ems: lines of one column that are further apart tell no pitch
    full_line: float = 2.0  # Points from the right edge within which a line is full
    justified: float = 0.45  # The share of full lines from which on a column is justified
    left_share: float = 0.12  # The share of letters in lines that begin at a column's left edge
    # Where among the sorted steps the usual one stands: paragraphs' gaps widen steps, nothing narrows them.
    usual_step: float = 0.4
    gap: float = 0.28  # In ems over the pitch: white that parts paragraphs
    min_gap: float = 2.0  # points: such white in small print
    other_size: float = 0.07  # The share by which the lines of one paragraph differ in size
    heading_white: int = 3  # ems: white behind a known heading that stands alone in its line
    slant_white: int = 2  # ems: white behind slanted words that are a heading of their own
    indent: float = 0.6  # ems: the first line of a paragraph is indented by more
    max_indent: int = 5  # ems: and by less, else it is centred
    at_edge: float = 0.5  # ems: lines that begin at a column's left edge
    word_fits: float = 1.3  # In ems beside its next word: white that a justified line leaves at a paragraph's end only
    ragged_fits: int = 4  # In ems beside its next word: the same for ragged lines
    short_line: float = 0.35  # Of a column's width: white behind a line that ends a paragraph, however it is set
    set_off: float = 0.5  # In ems beside the next word: white behind a heading in a font of its own
    body_letters: int = 20  # Letters of a line that tells the body's size
    body_share: float = 0.55  # Of the letters in the commonest size: a larger one that has as many is the body's


@dataclass(frozen=True, slots=True)
class HeadingSettings:
    """Paragraphs → headings and blocks that go on over columns."""

    most_lines: int = 4  # Lines of a heading of its own
    most_letters: int = 160  # Letters of a heading of its own
    letter_share: float = 0.5  # The share of a heading's signs that are letters
    large: float = 1.1  # Over the body's size: a block that its size makes a heading
    as_large: float = 0.95  # Of the body's size: a heading that its font tells is not smaller
    small: float = 0.86  # Of the body's size: no heading is smaller
    run_in_letters: float = 0.6  # The share of letters in a heading that runs into its paragraph
    body_size: float = 0.08  # The share by which paragraphs of the body differ from its size
    joined_size: float = 0.06  # The share by which the parts of one paragraph differ in size
    # In ems from the right edge: a line that ends its sentence there may go on in the next column.
    full_line: float = 1.5
    indent: float = 0.6  # ems: a first line that is indented by more begins a paragraph
    max_letters: int = 110  # Letters of a heading that runs into its paragraph
    max_slanted: int = 70  # Letters of one that only its slant tells
    max_lines: int = 2  # Lines of a heading that runs into its paragraph
    min_body: int = 60  # Letters of a paragraph that can only be the body
    min_slanted: int = 2  # Headings told by their slant that a paper must have: one alone may be the name of a species
    naming_pages: int = 3  # Pages whose running heads name the journal


@dataclass(frozen=True, slots=True)
class FrontSettings:
    """Abstract and notes about the paper."""

    small: float = 0.93  # Of the body's size: notes about the paper are smaller
    body_size: float = 0.25  # The share by which the body's first paragraph differs from its size
    # The share of words in small letters above which a block is prose; lists of names and addresses stay under 0.5.
    small_words: float = 0.6
    min_prose: int = 250  # Letters of a paragraph that is prose by its length
    min_body: int = 350  # Letters of a paragraph that can only be the body
    fewest_body: int = 2  # So many paragraphs of prose ahead of the first part's name are the paper's own text
    longest_front: int = 900  # Letters of a note about the paper, at most
    # Letters. The longest structured abstracts of the journals on which this was tried come to 4,200.
    longest_abstract: int = 5000
    # Letters of the part "Introduction" of an abstract; the paper's own introduction is longer.
    longest_first_part: int = 1200
    min_inner_parts: int = 3  # Names of parts within one paragraph that make it an abstract
    most_aside: int = 8  # Notes that may stand between the abstract's heading and its words
    # Notes that may stand between the heading and the abstract, and the letters under which a block is one.
    min_letters_aside: int = 80
    same_size: float = 0.04  # The share by which lines of one title may differ in size
    # Of a column's width: an abstract set in by more than this is set apart from the body by it alone.
    narrower: float = 0.12
    # Characters of a block that may name the paper's own DOI or year without being marked as front matter.
    longest_note: int = 500


@dataclass(frozen=True, slots=True)
class TitleSettings:
    """The title."""

    # Blocks behind the title's first line among which its next ones stand: names beside it part it line by line.
    most_between: int = 12
    min_words: int = 4  # Words that a title named by the file needs: shorter ones are file names and journals
    upper_part: float = 0.6  # Of the page's height: titles begin above
    least_letters: int = 12  # Letters of a block that may be the title, at least
    most_letters: int = 400  # Letters of a block that may be the title, at most
    larger: float = 1.12  # A title's size over the body's, at least, where only its size tells it
    # A block behind a lone name (1 to 3 words) that is at least so large, and longer, is the title in its stead.
    nearly_as_large: float = 0.8
    same_size: float = 0.03  # The share by which lines of one title may differ in size
    next_line: float = 1.9  # In ems from base line to base line: lines of one title
    min_bold: int = 30  # Letters of a bold block that may be a title in the size of the body
    longest_name: int = 10  # Words of a journal's name, at most


@dataclass(frozen=True, slots=True)
class EntrySettings:
    """The reference list."""

    lines_an_entry: int = 12  # Lines of an entry, on average, at most: else the numbers are others
    hanging: float = 0.5  # ems: lines that go on an entry, or begin it, are indented by more
    label_indent: int = 3  # ems: an entry's number stands no further from the column's edge
    min_inset: float = 0.15  # The share of lines that are indented where entries hang
    min_out: float = 0.04  # The share of lines that begin at the edge there
    ending_share: float = 0.7  # The share of entries that must begin behind a line that ends as an entry does
    # Entries with the next numbers that must follow before what stands behind a heading goes on with the list.
    next_entries: int = 2
    longest_gap: int = 40  # Blocks between the end of a list and where it goes on


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """Links of the file."""

    covered: float = 0.2  # Of a word's or a link's width: what they must share


@dataclass(frozen=True, slots=True)
class FaultSettings:
    """Pages that could not be read."""

    min_letters: int = 8  # Letters of a page that has text at all
    min_numbered: int = 5  # Entries with a number that make a list a numbered one
    numbered_share: float = 0.6  # Entries with a number, and their share, that make a list a numbered one
    garbled_share: float = 0.03  # The share of characters without meaning from which on a page is garbled
    scan_share: float = 0.6  # The share of a page under one picture from which on it may be a scan
    stamp_letters: int = 250  # Letters beside such a picture, at most: a stamp and a page number
    # The share of letters that cannot be seen, from which on a page's text is what somebody's program recognised.
    invisible_share: float = 0.8
    little_text: int = 500  # Letters a page, on average: pages of print hold 2,000 and more, slides 300
    min_pages: int = 3  # Pages with text over which that average is taken


@dataclass(frozen=True, slots=True)
class SignSettings:
    """Signs that a font calls by other characters, and rules that are set as signs."""

    most_samples: int = 24  # Characters of a font whose ink is looked at
    min_samples: int = 2  # Characters of a font that must be denied by their ink
    # Of the characters looked at, those that cannot be what the font calls them: it is a font of signs then.
    denied_share: float = 0.8
    bar_height: float = 0.13  # ems: a minus is lower
    bar_width: float = 0.35  # ems: a minus is wider
    # ems: a minus is a low and wide bar, its middle above the base line and below the top of small letters.
    bar_middle: tuple[float, float] = (0.15, 0.5)
    low_figure: float = 0.38  # ems: no figure is lower, none of the old style either
    wide_one: float = 0.46  # ems: no figure is lower, none of the old style either; and no "1" so wide
    high_stop: float = 0.3  # ems: a point or comma is no higher; a point set at mid-height is smaller still
    min_dots: int = 12  # Equal signs in one column from which on they may be a rule
    step_spread: float = 0.2  # By how much, as a share, steps from sign to sign may differ
    # By how much, as a share, steps from sign to sign may differ, and the share of those that do not.
    min_steady: float = 0.8
    bullet_gap: float = 2.5  # ems: how near text begins beside bullets
    bullet_share: float = 0.6  # The share of signs with text beside them from which on they are bullets


@dataclass(frozen=True, slots=True)
class DrawingSettings:
    """Strokes → rules."""

    long: int = 12  # Times its thickness: the length of a thick rule
    thin: float = 2.2  # points: a rule is thinner
    thick: float = 4.5  # points: a rule that is twelve times as long may be as thick
    min_rule: float = 8.0  # points: shorter strokes are no rules


@dataclass(frozen=True, slots=True)
class TableSettings:
    """Where a table stands, with its caption and notes."""

    min_rows: int = 2  # Rows of a table that another reader found
    min_columns: int = 2  # Columns of a table that another reader found
    # The share of the cells of its table that must hold words of ours: a figure's axes make grids of empty cells.
    min_enclosed: float = 0.5
    # The share by which a caption's label differs from the body's size, or lines of a sentence from each other.
    label_size: float = 0.06
    label_white: float = 0.6  # ems: white above a caption
    notes_reach: int = 260  # Points below a table within which its notes stand
    note_step: float = 1.6  # ems: white between a table and its first note
    notes_step: float = 0.75  # ems: white between its notes
    note_size: float = 0.93  # Of the body's size: notes are smaller
    text_letters: int = 55  # Letters of a line that can only be text
    wide_letters: int = 30  # Letters of a line that is text where it is wide
    text_width: float = 0.66  # Of a table's width: such a line is wider
    most_note_lines: int = 24  # Lines of a note below a table, at most
    picture_width: int = 100  # points: a table that is a picture is wider
    picture_height: int = 40  # points: and higher
    picture_overlap: int = 4  # Points by which a picture may overlap its caption
    picture_below: int = 60  # points: a picture below its caption is nearer
    picture_above: int = 30  # points: a picture above its caption is nearer
    caption_edge: float = 4.0  # Points within which a rule begins where the caption above it does
    same_width: float = 0.1  # The share by which the parts of one table may differ in width
    rule_width: int = 15  # points: rules that count are wider
    ground_width: int = 14  # points: filled cells are wider
    ground_height: int = 6  # points: and higher
    panel_height: float = 0.75  # Of the page's height: a ground as high is a panel of the page
    panel_width: float = 0.97  # Of the page's width: a ground as wide is a panel of the page
    upright_share: float = 0.55  # Of a table's height: an upright rule that parts columns covers more
    rule_height: float = 2.0  # Points within which pieces of a rule lie at one height
    max_piece_gap: float = 14.0  # Points between pieces of one dashed rule
    chain_edge: int = 14  # Points within which rules of one table begin or end at the same place
    inner_width: float = 0.4  # Of a table's width: a rule that may frame it is wider
    frame_width: float = 0.6  # Of a table's width: a rule that closes it is wider
    open_step: float = 2.2  # ems: white that ends a table without a last rule
    caption_step: float = 2.4  # ems: base lines of a caption are nearer
    part_edge: float = 6.0  # Points within which the rules of a table's parts begin and end at the same places
    caption_reach: float = 130.0  # Points from a caption down to the first rule of its table
    max_caption_lines: int = 9  # Lines of a caption, at most
    spaced_caption_step: float = 2.0  # ems: white between a caption's lines above a table without rules
    spaced_row_step: float = 3.2  # ems: white between rows of such a table
    spaced_stub_step: float = 1.8  # ems: white above a stub that stands alone there
    stub_width: float = 0.6  # Of the column's width: such a stub is narrower
    column_letters: int = 25  # Letters of a line of text that tells a column of the page
    # Points below a caption within which its table shows whether it crosses to the next column.
    crossing_reach: float = 160.0
    # Lines of text left of a caption, and lines at its own edge, where it stands in the right one of two columns.
    fewest_beside: int = 3


@dataclass(frozen=True, slots=True)
class CellSettings:
    """The lines of a table → columns, head, rows, cells."""

    covered: float = 0.2  # Of a column's width: text that reaches further into it spans it
    crossing: tuple[float, float] = (0.05, 0.1)  # Shares of rows that may cross the white between two columns
    supported: float = 0.45  # The share of rows with cells on both sides of white that some rows cross
    cell_gap: float = 0.62  # ems: words further apart belong to different cells
    stub_white: float = 2.0  # Points of white right of stubs that stand alone
    # Stubs that stand alone left of all cells, as a share of the rows: fewer are headings within the table.
    min_stubs: float = 0.2
    head_rule: float = 0.55  # Of a table's width: the rule below its head is wider
    most_heads: int = 8  # Rows of a head, at most
    head_share: float = 0.5  # The share of a table's rows that may be its head
    separator: float = 0.5  # Of a table's width: a rule that parts rows is wider
    rich_share: float = 0.3  # The share of rows with more than one cell
    head_gap: float = 0.4  # ems: white that parts two labels of a head where columns part
    spanning_rule: float = 1.6  # ems: the rule below a head over several columns is nearer
    label_step: float = 0.9  # ems: white between the lines of one label
    # The share of rows that rules must part before a gap in one tells a cell over several rows.
    drawn_share: float = 0.6
    min_filled: float = 0.25  # The share of cells that must hold something, else it is text broken by chance
    overlap: float = 0.82  # Lines closer than this share of their size overlap: rows of print never do
    full_line: float = 0.7  # The share of columns that a line fills which is a row of its own
    crowded: float = 0.2  # The share of stretches between rules that may hold several such lines
    wide_step: float = 1.22  # Of the narrowest step: wider ones part rows
    begins_share: float = 0.7  # The share of wide steps below which a stub begins
    inside_share: float = 0.12  # The share of narrow steps below which a row may begin all the same
    numeric_share: float = 0.5  # The share of a line's cells that are numbers where it is a row without a stub
    # Of a line's height: base lines nearer than this cross each other, as lines of one cell never do.
    crossed: float = 0.8
    # The share of lines that cross the one above, from which on a table's cells are set to their middles.
    min_crossed: float = 0.1
    loose_step: float = 1.2  # Of the usual step between lines of a cell: wider steps end a cell
    same_middle: float = 0.3  # ems: cells whose middles lie nearer are of one row
    min_support: float = 0.3  # The share of columns whose cells must agree on a middle before it is a row's
    empty_cost: float = 0.2  # Of a step: a cell so far from its row's middle is as likely as none
    most_cell_lines: int = 14  # Lines of one cell
    # The share of cells that must lie around their row's middle, else the table is set otherwise.
    min_fitting: float = 0.8
    max_lists: float = 0.3  # The share of rows with lists, level with each other, above which the lists are the rows


LINES = LineSettings()
COLUMNS = ColumnSettings()
FURNITURE = FurnitureSettings()
PARAGRAPHS = ParagraphSettings()
HEADINGS = HeadingSettings()
FRONT = FrontSettings()
TITLE = TitleSettings()
ENTRIES = EntrySettings()
LINKS = LinkSettings()
FAULTS = FaultSettings()
SIGNS = SignSettings()
DRAWING = DrawingSettings()
TABLES = TableSettings()
CELLS = CellSettings()
