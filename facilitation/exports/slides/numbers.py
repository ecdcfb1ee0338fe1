"""The number of a slide, in its lower right corner, which PowerPoint keeps right as slides move."""

from typing import cast

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.slide import Slide
from pptx.util import Length

FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""How PowerPoint itself names this field."""


def numbered(
    slide: Slide,
    shown: int,
    *,
    box: tuple[Length, Length, Length, Length],
    colour: str,
    font: str,
    tongue: str,
) -> None:
    """Put the slide's number in the box; what is `shown` holds until PowerPoint counts."""
    left, top, wide, tall = box
    tree = slide.shapes._spTree
    free = max(int(one) for one in tree.xpath("//@id") if str(one).isdigit()) + 1
    shape: BaseOxmlElement = cast(
        BaseOxmlElement,
        parse_xml(
            f"""<p:sp {nsdecls("p", "a")}>
              <p:nvSpPr><p:cNvPr id="{free}" name="Slide Number"/>
                <p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>
                <p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr>
              <p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{tall}"/></a:xfrm></p:spPr>
              <p:txBody><a:bodyPr anchor="ctr"/><a:lstStyle/>
                <a:p><a:pPr algn="r"/>
                  <a:fld id="{FIELD}" type="slidenum">
                    <a:rPr lang="{tongue}" sz="1200"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>
                      <a:latin typeface="{font}"/></a:rPr>
                    <a:t>{shown}</a:t></a:fld></a:p></p:txBody>
            </p:sp>"""
        ),
    )
    tree.append(shape)
