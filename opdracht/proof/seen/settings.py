"""The settings of a document: those that change nothing of what is read."""

from collections.abc import Iterator

from opdracht.documents.word.ooxml import Package, W
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.seen.measures import is_within
from opdracht.proof.seen.names import attributes, short_name, words

_PLACE = "de instellingen van het document"

_KNOWN = words(
    """
    activeWritingStyle alignBordersAndEdges alwaysMergeEmptyNamespace attachedSchema autoFormatOverride
    autoHyphenation bordersDoNotSurroundFooter bordersDoNotSurroundHeader characterSpacingControl clickAndTypeStyle
    clrSchemeMapping compat consecutiveHyphenLimit decimalSymbol defaultTabStop defaultTableStyle
    displayBackgroundShape displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery
    doNotAutoCompressPictures doNotDemarcateInvalidXml doNotDisplayPageBoundaries doNotEmbedSmartTags
    doNotHyphenateCaps doNotIncludeSubdocsInStats doNotShadeFormData doNotTrackFormatting doNotTrackMoves
    doNotUseMarginsForDrawingGridOrigin doNotValidateAgainstSchema docVars documentProtection documentType
    drawingGridHorizontalOrigin drawingGridHorizontalSpacing drawingGridVerticalOrigin drawingGridVerticalSpacing
    embedSystemFonts embedTrueTypeFonts endnotePr evenAndOddHeaders footnotePr gutterAtTop hdrShapeDefaults
    hideGrammaticalErrors hideSpellingErrors hyphenationZone ignoreMixedContent linkStyles listSeparator m:mathPr
    mirrorMargins noLineBreaksAfter noLineBreaksBefore printPostScriptOverText proofState readModeInkLockDown
    removeDateAndTime removePersonalInformation rsids saveInvalidXml saveSubsetFonts savePreviewPicture saveXmlDataOnly schemaLibrary
    shapeDefaults showEnvelope showXMLTags smartTagType strictFirstAndLastChars styleLockQFSet styleLockTheme
    stylePaneFormatFilter stylePaneSortMethod summaryLength themeFontLang trackRevisions uiCompat97To2003
    updateFields view writeProtection zoom
    """
)
_MAY_BE_MORE = words("activeWritingStyle attachedSchema smartTagType")
_COLOURS = {
    "bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2", "hyperlink": "hyperlink",
    "followedHyperlink": "followedHyperlink", **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
}  # fmt: skip
_MARKS = words("chartTrackingRefBased conflictMode defaultImageDpi discardImageEditingData docId persistentDocument")
_MICROSOFT = "{http://schemas.microsoft.com/office/word/"


def setting_obstacles(package: Package) -> Iterator[Obstacle]:
    """Settings that may change what is read."""
    root = package.part_of("settings")
    seen: set[str] = set()
    for node in () if root is None else root:
        name = short_name(node.tag)
        if name in seen - _MAY_BE_MORE:
            yield Obstacle(_PLACE, f"een instelling die er twee keer staat ({name[:60]})")
        seen.add(name)
        is_mark = name.startswith((_MICROSOFT, "w14:", "w15:")) and name.rpartition("}")[2].rpartition(":")[2] in _MARKS
        if name not in _KNOWN and not is_mark:
            yield Obstacle(_PLACE, f"een instelling die dit programma niet kent ({name[:60]})")
        elif name == "clrSchemeMapping" and not attributes(node).items() <= _COLOURS.items():
            yield Obstacle(_PLACE, "kleuren die voor andere kleuren staan")
        elif name == "defaultTabStop" and not is_within(node.get(f"{W}val"), 1, 3000):
            yield Obstacle(_PLACE, "tabs buiten de bladzijde")
    web = package.part_of("webSettings")
    if web is not None and next(web.iter(f"{W}frameset"), None) is not None:
        yield Obstacle(_PLACE, "andere bestanden in kaders")
