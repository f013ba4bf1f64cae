<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis hasScaleBasedVisibilityFlag="0" symbologyReferenceScale="-1" labelsEnabled="1" simplifyDrawingTol="1" maxScale="0" simplifyAlgorithm="0" simplifyLocal="1" simplifyMaxScale="1" styleCategories="Symbology|Labeling|Fields|Rendering" version="3.22.16-Białowieża" minScale="100000000" simplifyDrawingHints="1">
  <renderer-v2 symbollevels="0" attr="activity" referencescale="-1" enableorderby="0" forceraster="0" type="categorizedSymbol">
    <categories>
      <category symbol="0" value="fast" render="true" label="fast: 10 mm/yr and more"/>
      <category symbol="1" value="slow" render="true" label="slow: 2 to 10 mm/yr"/>
      <category symbol="2" value="none" render="true" label="none: below 2 mm/yr"/>
      <category symbol="3" value="not measured" render="true" label="no target inside"/>
      <category symbol="4" value="" render="true" label="velocity not known"/>
    </categories>
    <symbols>
      <symbol clip_to_extent="1" alpha="1" force_rhr="0" type="fill" name="0">
        <data_defined_properties>
          <Option type="Map">
            <Option value="" type="QString" name="name"/>
            <Option name="properties"/>
            <Option value="collection" type="QString" name="type"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="0,0,255,255" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="0,0,0,170" type="QString" name="outline_color"/>
            <Option value="solid" type="QString" name="outline_style"/>
            <Option value="1" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="no" type="QString" name="style"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="0,0,255,255"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="0,0,0,170"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="1"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="no"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="227,26,28,30" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="227,26,28,255" type="QString" name="outline_color"/>
            <Option value="solid" type="QString" name="outline_style"/>
            <Option value="0.5" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="solid" type="QString" name="style"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="227,26,28,30"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="227,26,28,255"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="0.5"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="solid"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol clip_to_extent="1" alpha="1" force_rhr="0" type="fill" name="1">
        <data_defined_properties>
          <Option type="Map">
            <Option value="" type="QString" name="name"/>
            <Option name="properties"/>
            <Option value="collection" type="QString" name="type"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="0,0,255,255" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="0,0,0,170" type="QString" name="outline_color"/>
            <Option value="solid" type="QString" name="outline_style"/>
            <Option value="1" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="no" type="QString" name="style"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="0,0,255,255"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="0,0,0,170"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="1"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="no"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="255,140,26,30" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="255,140,26,255" type="QString" name="outline_color"/>
            <Option value="solid" type="QString" name="outline_style"/>
            <Option value="0.5" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="solid" type="QString" name="style"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="255,140,26,30"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="255,140,26,255"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="0.5"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="solid"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol clip_to_extent="1" alpha="1" force_rhr="0" type="fill" name="2">
        <data_defined_properties>
          <Option type="Map">
            <Option value="" type="QString" name="name"/>
            <Option name="properties"/>
            <Option value="collection" type="QString" name="type"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="0,0,255,255" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="0,0,0,170" type="QString" name="outline_color"/>
            <Option value="solid" type="QString" name="outline_style"/>
            <Option value="1" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="no" type="QString" name="style"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="0,0,255,255"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="0,0,0,170"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="1"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="no"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="77,210,255,30" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="77,210,255,255" type="QString" name="outline_color"/>
            <Option value="solid" type="QString" name="outline_style"/>
            <Option value="0.5" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="solid" type="QString" name="style"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="77,210,255,30"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="77,210,255,255"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="0.5"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="solid"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol clip_to_extent="1" alpha="1" force_rhr="0" type="fill" name="3">
        <data_defined_properties>
          <Option type="Map">
            <Option value="" type="QString" name="name"/>
            <Option name="properties"/>
            <Option value="collection" type="QString" name="type"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="0,0,255,255" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="0,0,0,170" type="QString" name="outline_color"/>
            <Option value="solid" type="QString" name="outline_style"/>
            <Option value="1" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="no" type="QString" name="style"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="0,0,255,255"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="0,0,0,170"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="1"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="no"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="245,245,245,30" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="245,245,245,255" type="QString" name="outline_color"/>
            <Option value="solid" type="QString" name="outline_style"/>
            <Option value="0.5" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="solid" type="QString" name="style"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="245,245,245,30"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="245,245,245,255"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="0.5"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="solid"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol clip_to_extent="1" alpha="1" force_rhr="0" type="fill" name="4">
        <data_defined_properties>
          <Option type="Map">
            <Option value="" type="QString" name="name"/>
            <Option name="properties"/>
            <Option value="collection" type="QString" name="type"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="0,0,255,255" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="0,0,0,170" type="QString" name="outline_color"/>
            <Option value="solid" type="QString" name="outline_style"/>
            <Option value="1" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="no" type="QString" name="style"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="0,0,255,255"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="0,0,0,170"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="1"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="no"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="255,230,0,30" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="255,230,0,255" type="QString" name="outline_color"/>
            <Option value="solid" type="QString" name="outline_style"/>
            <Option value="0.5" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="solid" type="QString" name="style"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="255,230,0,30"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="255,230,0,255"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="0.5"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="solid"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
    </symbols>
    <rotation/>
    <sizescale/>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fontFamily="Open Sans" multilineHeight="1" namedStyle="" textOpacity="1" fontWordSpacing="0" fieldName="&quot;area_id&quot; || coalesce('\n' || round(&quot;v_median&quot;) || ' mm/yr', '')" fontSizeMapUnitScale="3x:0,0,0,0,0,0" capitalization="0" blendMode="0" fontWeight="75" textColor="255,255,255,255" fontSizeUnit="Point" fontStrikeout="0" previewBkgrdColor="255,255,255,255" fontUnderline="0" fontKerning="1" textOrientation="horizontal" allowHtml="0" fontSize="9" legendString="Aa" fontLetterSpacing="0" isExpression="1" fontItalic="0" useSubstitutions="0">
        <families/>
        <text-buffer bufferSizeMapUnitScale="3x:0,0,0,0,0,0" bufferJoinStyle="128" bufferBlendMode="0" bufferNoFill="1" bufferSize="0.80000000000000004" bufferSizeUnits="MM" bufferOpacity="1" bufferDraw="1" bufferColor="20,20,20,220"/>
        <text-mask maskSizeUnits="MM" maskEnabled="0" maskSizeMapUnitScale="3x:0,0,0,0,0,0" maskJoinStyle="128" maskType="0" maskSize="1.5" maskOpacity="1" maskedSymbolLayers=""/>
        <background shapeSizeX="0" shapeRadiiUnit="MM" shapeBorderWidthUnit="MM" shapeBorderColor="128,128,128,255" shapeDraw="0" shapeRadiiY="0" shapeOffsetMapUnitScale="3x:0,0,0,0,0,0" shapeBorderWidthMapUnitScale="3x:0,0,0,0,0,0" shapeFillColor="255,255,255,255" shapeRadiiMapUnitScale="3x:0,0,0,0,0,0" shapeSVGFile="" shapeSizeY="0" shapeOffsetX="0" shapeSizeType="0" shapeRotationType="0" shapeJoinStyle="64" shapeBorderWidth="0" shapeBlendMode="0" shapeSizeUnit="MM" shapeSizeMapUnitScale="3x:0,0,0,0,0,0" shapeRotation="0" shapeType="0" shapeOffsetY="0" shapeRadiiX="0" shapeOpacity="1" shapeOffsetUnit="MM">
          <symbol clip_to_extent="1" alpha="1" force_rhr="0" type="fill" name="fillSymbol">
            <data_defined_properties>
              <Option type="Map">
                <Option value="" type="QString" name="name"/>
                <Option name="properties"/>
                <Option value="collection" type="QString" name="type"/>
              </Option>
            </data_defined_properties>
            <layer class="SimpleFill" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
                <Option value="255,255,255,255" type="QString" name="color"/>
                <Option value="bevel" type="QString" name="joinstyle"/>
                <Option value="0,0" type="QString" name="offset"/>
                <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
                <Option value="MM" type="QString" name="offset_unit"/>
                <Option value="128,128,128,255" type="QString" name="outline_color"/>
                <Option value="no" type="QString" name="outline_style"/>
                <Option value="0" type="QString" name="outline_width"/>
                <Option value="MM" type="QString" name="outline_width_unit"/>
                <Option value="solid" type="QString" name="style"/>
              </Option>
              <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
              <prop k="color" v="255,255,255,255"/>
              <prop k="joinstyle" v="bevel"/>
              <prop k="offset" v="0,0"/>
              <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
              <prop k="offset_unit" v="MM"/>
              <prop k="outline_color" v="128,128,128,255"/>
              <prop k="outline_style" v="no"/>
              <prop k="outline_width" v="0"/>
              <prop k="outline_width_unit" v="MM"/>
              <prop k="style" v="solid"/>
              <data_defined_properties>
                <Option type="Map">
                  <Option value="" type="QString" name="name"/>
                  <Option name="properties"/>
                  <Option value="collection" type="QString" name="type"/>
                </Option>
              </data_defined_properties>
            </layer>
          </symbol>
        </background>
        <shadow shadowColor="0,0,0,255" shadowRadiusAlphaOnly="0" shadowBlendMode="6" shadowOffsetDist="1" shadowOffsetAngle="135" shadowDraw="0" shadowScale="100" shadowOffsetUnit="MM" shadowOffsetMapUnitScale="3x:0,0,0,0,0,0" shadowRadiusUnit="MM" shadowOffsetGlobal="1" shadowUnder="0" shadowRadius="1.5" shadowRadiusMapUnitScale="3x:0,0,0,0,0,0" shadowOpacity="0.69999999999999996"/>
        <dd_properties>
          <Option type="Map">
            <Option value="" type="QString" name="name"/>
            <Option name="properties"/>
            <Option value="collection" type="QString" name="type"/>
          </Option>
        </dd_properties>
        <substitutions/>
      </text-style>
      <text-format autoWrapLength="0" addDirectionSymbol="0" multilineAlign="3" leftDirectionSymbol="&lt;" wrapChar="" reverseDirectionSymbol="0" placeDirectionSymbol="0" decimals="3" plussign="0" useMaxLineLengthForAutoWrap="1" rightDirectionSymbol=">" formatNumbers="0"/>
      <placement priority="5" geometryGeneratorEnabled="0" polygonPlacementFlags="2" fitInPolygonOnly="0" maxCurvedCharAngleIn="25" distUnits="MM" placement="0" repeatDistance="0" maxCurvedCharAngleOut="-25" dist="0" overrunDistanceUnit="MM" geometryGenerator="" lineAnchorClipping="0" offsetUnits="MM" rotationAngle="0" offsetType="0" preserveRotation="1" lineAnchorPercent="0.5" lineAnchorType="0" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" layerType="UnknownGeometry" centroidWhole="0" placementFlags="10" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" repeatDistanceUnits="MM" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" centroidInside="0" geometryGeneratorType="PointGeometry" xOffset="0" overrunDistance="0" yOffset="0" distMapUnitScale="3x:0,0,0,0,0,0" rotationUnit="AngleDegrees" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" quadOffset="4"/>
      <rendering fontMinPixelSize="0" scaleMax="0" zIndex="0" upsidedownLabels="0" obstacleType="1" drawLabels="1" mergeLines="0" limitNumLabels="0" fontMaxPixelSize="10000" scaleVisibility="0" minFeatureSize="0" labelPerPart="0" unplacedVisibility="0" maxNumLabels="2000" fontLimitPixelSize="0" scaleMin="0" obstacle="1" obstacleFactor="1" displayAll="0"/>
      <dd_properties>
        <Option type="Map">
          <Option value="" type="QString" name="name"/>
          <Option name="properties"/>
          <Option value="collection" type="QString" name="type"/>
        </Option>
      </dd_properties>
      <callout type="simple">
        <Option type="Map">
          <Option value="pole_of_inaccessibility" type="QString" name="anchorPoint"/>
          <Option value="0" type="int" name="blendMode"/>
          <Option type="Map" name="ddProperties">
            <Option value="" type="QString" name="name"/>
            <Option name="properties"/>
            <Option value="collection" type="QString" name="type"/>
          </Option>
          <Option value="false" type="bool" name="drawToAllParts"/>
          <Option value="0" type="QString" name="enabled"/>
          <Option value="point_on_exterior" type="QString" name="labelAnchorPoint"/>
          <Option value="&lt;symbol clip_to_extent=&quot;1&quot; alpha=&quot;1&quot; force_rhr=&quot;0&quot; type=&quot;line&quot; name=&quot;symbol&quot;>&lt;data_defined_properties>&lt;Option type=&quot;Map&quot;>&lt;Option value=&quot;&quot; type=&quot;QString&quot; name=&quot;name&quot;/>&lt;Option name=&quot;properties&quot;/>&lt;Option value=&quot;collection&quot; type=&quot;QString&quot; name=&quot;type&quot;/>&lt;/Option>&lt;/data_defined_properties>&lt;layer class=&quot;SimpleLine&quot; enabled=&quot;1&quot; locked=&quot;0&quot; pass=&quot;0&quot;>&lt;Option type=&quot;Map&quot;>&lt;Option value=&quot;0&quot; type=&quot;QString&quot; name=&quot;align_dash_pattern&quot;/>&lt;Option value=&quot;square&quot; type=&quot;QString&quot; name=&quot;capstyle&quot;/>&lt;Option value=&quot;5;2&quot; type=&quot;QString&quot; name=&quot;customdash&quot;/>&lt;Option value=&quot;3x:0,0,0,0,0,0&quot; type=&quot;QString&quot; name=&quot;customdash_map_unit_scale&quot;/>&lt;Option value=&quot;MM&quot; type=&quot;QString&quot; name=&quot;customdash_unit&quot;/>&lt;Option value=&quot;0&quot; type=&quot;QString&quot; name=&quot;dash_pattern_offset&quot;/>&lt;Option value=&quot;3x:0,0,0,0,0,0&quot; type=&quot;QString&quot; name=&quot;dash_pattern_offset_map_unit_scale&quot;/>&lt;Option value=&quot;MM&quot; type=&quot;QString&quot; name=&quot;dash_pattern_offset_unit&quot;/>&lt;Option value=&quot;0&quot; type=&quot;QString&quot; name=&quot;draw_inside_polygon&quot;/>&lt;Option value=&quot;bevel&quot; type=&quot;QString&quot; name=&quot;joinstyle&quot;/>&lt;Option value=&quot;60,60,60,255&quot; type=&quot;QString&quot; name=&quot;line_color&quot;/>&lt;Option value=&quot;solid&quot; type=&quot;QString&quot; name=&quot;line_style&quot;/>&lt;Option value=&quot;0.3&quot; type=&quot;QString&quot; name=&quot;line_width&quot;/>&lt;Option value=&quot;MM&quot; type=&quot;QString&quot; name=&quot;line_width_unit&quot;/>&lt;Option value=&quot;0&quot; type=&quot;QString&quot; name=&quot;offset&quot;/>&lt;Option value=&quot;3x:0,0,0,0,0,0&quot; type=&quot;QString&quot; name=&quot;offset_map_unit_scale&quot;/>&lt;Option value=&quot;MM&quot; type=&quot;QString&quot; name=&quot;offset_unit&quot;/>&lt;Option value=&quot;0&quot; type=&quot;QString&quot; name=&quot;ring_filter&quot;/>&lt;Option value=&quot;0&quot; type=&quot;QString&quot; name=&quot;trim_distance_end&quot;/>&lt;Option value=&quot;3x:0,0,0,0,0,0&quot; type=&quot;QString&quot; name=&quot;trim_distance_end_map_unit_scale&quot;/>&lt;Option value=&quot;MM&quot; type=&quot;QString&quot; name=&quot;trim_distance_end_unit&quot;/>&lt;Option value=&quot;0&quot; type=&quot;QString&quot; name=&quot;trim_distance_start&quot;/>&lt;Option value=&quot;3x:0,0,0,0,0,0&quot; type=&quot;QString&quot; name=&quot;trim_distance_start_map_unit_scale&quot;/>&lt;Option value=&quot;MM&quot; type=&quot;QString&quot; name=&quot;trim_distance_start_unit&quot;/>&lt;Option value=&quot;0&quot; type=&quot;QString&quot; name=&quot;tweak_dash_pattern_on_corners&quot;/>&lt;Option value=&quot;0&quot; type=&quot;QString&quot; name=&quot;use_custom_dash&quot;/>&lt;Option value=&quot;3x:0,0,0,0,0,0&quot; type=&quot;QString&quot; name=&quot;width_map_unit_scale&quot;/>&lt;/Option>&lt;prop k=&quot;align_dash_pattern&quot; v=&quot;0&quot;/>&lt;prop k=&quot;capstyle&quot; v=&quot;square&quot;/>&lt;prop k=&quot;customdash&quot; v=&quot;5;2&quot;/>&lt;prop k=&quot;customdash_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/>&lt;prop k=&quot;customdash_unit&quot; v=&quot;MM&quot;/>&lt;prop k=&quot;dash_pattern_offset&quot; v=&quot;0&quot;/>&lt;prop k=&quot;dash_pattern_offset_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/>&lt;prop k=&quot;dash_pattern_offset_unit&quot; v=&quot;MM&quot;/>&lt;prop k=&quot;draw_inside_polygon&quot; v=&quot;0&quot;/>&lt;prop k=&quot;joinstyle&quot; v=&quot;bevel&quot;/>&lt;prop k=&quot;line_color&quot; v=&quot;60,60,60,255&quot;/>&lt;prop k=&quot;line_style&quot; v=&quot;solid&quot;/>&lt;prop k=&quot;line_width&quot; v=&quot;0.3&quot;/>&lt;prop k=&quot;line_width_unit&quot; v=&quot;MM&quot;/>&lt;prop k=&quot;offset&quot; v=&quot;0&quot;/>&lt;prop k=&quot;offset_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/>&lt;prop k=&quot;offset_unit&quot; v=&quot;MM&quot;/>&lt;prop k=&quot;ring_filter&quot; v=&quot;0&quot;/>&lt;prop k=&quot;trim_distance_end&quot; v=&quot;0&quot;/>&lt;prop k=&quot;trim_distance_end_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/>&lt;prop k=&quot;trim_distance_end_unit&quot; v=&quot;MM&quot;/>&lt;prop k=&quot;trim_distance_start&quot; v=&quot;0&quot;/>&lt;prop k=&quot;trim_distance_start_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/>&lt;prop k=&quot;trim_distance_start_unit&quot; v=&quot;MM&quot;/>&lt;prop k=&quot;tweak_dash_pattern_on_corners&quot; v=&quot;0&quot;/>&lt;prop k=&quot;use_custom_dash&quot; v=&quot;0&quot;/>&lt;prop k=&quot;width_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/>&lt;data_defined_properties>&lt;Option type=&quot;Map&quot;>&lt;Option value=&quot;&quot; type=&quot;QString&quot; name=&quot;name&quot;/>&lt;Option name=&quot;properties&quot;/>&lt;Option value=&quot;collection&quot; type=&quot;QString&quot; name=&quot;type&quot;/>&lt;/Option>&lt;/data_defined_properties>&lt;/layer>&lt;/symbol>" type="QString" name="lineSymbol"/>
          <Option value="0" type="double" name="minLength"/>
          <Option value="3x:0,0,0,0,0,0" type="QString" name="minLengthMapUnitScale"/>
          <Option value="MM" type="QString" name="minLengthUnit"/>
          <Option value="0" type="double" name="offsetFromAnchor"/>
          <Option value="3x:0,0,0,0,0,0" type="QString" name="offsetFromAnchorMapUnitScale"/>
          <Option value="MM" type="QString" name="offsetFromAnchorUnit"/>
          <Option value="0" type="double" name="offsetFromLabel"/>
          <Option value="3x:0,0,0,0,0,0" type="QString" name="offsetFromLabelMapUnitScale"/>
          <Option value="MM" type="QString" name="offsetFromLabelUnit"/>
        </Option>
      </callout>
    </settings>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field configurationFlags="None" name="area_id"/>
    <field configurationFlags="None" name="area_m2"/>
    <field configurationFlags="None" name="perimeter_m"/>
    <field configurationFlags="None" name="length_m"/>
    <field configurationFlags="None" name="width_m"/>
    <field configurationFlags="None" name="elongation"/>
    <field configurationFlags="None" name="probability_mean"/>
    <field configurationFlags="None" name="probability_max"/>
    <field configurationFlags="None" name="probability_std"/>
    <field configurationFlags="None" name="n_targets"/>
    <field configurationFlags="None" name="targets_km2"/>
    <field configurationFlags="None" name="v_mean"/>
    <field configurationFlags="None" name="v_median"/>
    <field configurationFlags="None" name="v_min"/>
    <field configurationFlags="None" name="v_max"/>
    <field configurationFlags="None" name="v_absmax"/>
    <field configurationFlags="None" name="v_p95"/>
    <field configurationFlags="None" name="v_std"/>
    <field configurationFlags="None" name="sign"/>
    <field configurationFlags="None" name="activity"/>
    <field configurationFlags="None" name="gi_z_mean"/>
    <field configurationFlags="None" name="gi_z_max"/>
    <field configurationFlags="None" name="coherence_mean"/>
    <field configurationFlags="None" name="v_slope"/>
    <field configurationFlags="None" name="hotspot_mean"/>
    <field configurationFlags="None" name="slope_mean"/>
    <field configurationFlags="None" name="slope_max"/>
    <field configurationFlags="None" name="aspect_mean"/>
    <field configurationFlags="None" name="elev_min"/>
    <field configurationFlags="None" name="elev_max"/>
    <field configurationFlags="None" name="relief_m"/>
    <field configurationFlags="None" name="sensitivity"/>
    <field configurationFlags="None" name="visibility"/>
    <field configurationFlags="None" name="quality"/>
    <field configurationFlags="None" name="status"/>
    <field configurationFlags="None" name="model"/>
    <field configurationFlags="None" name="threshold"/>
    <field configurationFlags="None" name="seed_threshold"/>
    <field configurationFlags="None" name="date"/>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="area_id" name="area"/>
    <alias index="1" field="area_m2" name="area (m²)"/>
    <alias index="2" field="perimeter_m" name="perimeter (m)"/>
    <alias index="3" field="length_m" name="length down the slope (m)"/>
    <alias index="4" field="width_m" name="width across the slope (m)"/>
    <alias index="5" field="elongation" name="length / width"/>
    <alias index="6" field="probability_mean" name="mean probability (0 to 1)"/>
    <alias index="7" field="probability_max" name="largest probability (0 to 1)"/>
    <alias index="8" field="probability_std" name="mean standard deviation of the probability (0 to 1)"/>
    <alias index="9" field="n_targets" name="targets"/>
    <alias index="10" field="targets_km2" name="density of targets (1/km²)"/>
    <alias index="11" field="v_mean" name="mean velocity (mm/yr)"/>
    <alias index="12" field="v_median" name="median velocity (mm/yr)"/>
    <alias index="13" field="v_min" name="lowest velocity (mm/yr)"/>
    <alias index="14" field="v_max" name="highest velocity (mm/yr)"/>
    <alias index="15" field="v_absmax" name="largest |velocity| (mm/yr)"/>
    <alias index="16" field="v_p95" name="95 % quantile of |velocity| (mm/yr)"/>
    <alias index="17" field="v_std" name="standard deviation of the velocity (mm/yr)"/>
    <alias index="18" field="sign" name="motion along the line of sight"/>
    <alias index="19" field="activity" name="activity by |median velocity|"/>
    <alias index="20" field="gi_z_mean" name="mean Gi* z-score"/>
    <alias index="21" field="gi_z_max" name="Gi* z-score of largest magnitude"/>
    <alias index="22" field="coherence_mean" name="mean coherence (0 to 1)"/>
    <alias index="23" field="v_slope" name="median velocity down the slope (mm/yr)"/>
    <alias index="24" field="hotspot_mean" name="mean hot spot density (z/km²)"/>
    <alias index="25" field="slope_mean" name="mean slope (°)"/>
    <alias index="26" field="slope_max" name="steepest slope (°)"/>
    <alias index="27" field="aspect_mean" name="mean aspect (° from north)"/>
    <alias index="28" field="elev_min" name="lowest elevation (m)"/>
    <alias index="29" field="elev_max" name="highest elevation (m)"/>
    <alias index="30" field="relief_m" name="relief (m)"/>
    <alias index="31" field="sensitivity" name="mean share of a motion down the slope that is seen (0 to 1)"/>
    <alias index="32" field="visibility" name="visibility of a motion down the slope"/>
    <alias index="33" field="quality" name="quality, 1 (best) to 4"/>
    <alias index="34" field="status" name="review status"/>
    <alias index="35" field="model" name="model"/>
    <alias index="36" field="threshold" name="threshold of the probability"/>
    <alias index="37" field="seed_threshold" name="probability that the area reaches somewhere"/>
    <alias index="38" field="date" name="date of the prediction"/>
  </aliases>
  <defaults>
    <default applyOnUpdate="0" field="area_id" expression=""/>
    <default applyOnUpdate="0" field="area_m2" expression=""/>
    <default applyOnUpdate="0" field="perimeter_m" expression=""/>
    <default applyOnUpdate="0" field="length_m" expression=""/>
    <default applyOnUpdate="0" field="width_m" expression=""/>
    <default applyOnUpdate="0" field="elongation" expression=""/>
    <default applyOnUpdate="0" field="probability_mean" expression=""/>
    <default applyOnUpdate="0" field="probability_max" expression=""/>
    <default applyOnUpdate="0" field="probability_std" expression=""/>
    <default applyOnUpdate="0" field="n_targets" expression=""/>
    <default applyOnUpdate="0" field="targets_km2" expression=""/>
    <default applyOnUpdate="0" field="v_mean" expression=""/>
    <default applyOnUpdate="0" field="v_median" expression=""/>
    <default applyOnUpdate="0" field="v_min" expression=""/>
    <default applyOnUpdate="0" field="v_max" expression=""/>
    <default applyOnUpdate="0" field="v_absmax" expression=""/>
    <default applyOnUpdate="0" field="v_p95" expression=""/>
    <default applyOnUpdate="0" field="v_std" expression=""/>
    <default applyOnUpdate="0" field="sign" expression=""/>
    <default applyOnUpdate="0" field="activity" expression=""/>
    <default applyOnUpdate="0" field="gi_z_mean" expression=""/>
    <default applyOnUpdate="0" field="gi_z_max" expression=""/>
    <default applyOnUpdate="0" field="coherence_mean" expression=""/>
    <default applyOnUpdate="0" field="v_slope" expression=""/>
    <default applyOnUpdate="0" field="hotspot_mean" expression=""/>
    <default applyOnUpdate="0" field="slope_mean" expression=""/>
    <default applyOnUpdate="0" field="slope_max" expression=""/>
    <default applyOnUpdate="0" field="aspect_mean" expression=""/>
    <default applyOnUpdate="0" field="elev_min" expression=""/>
    <default applyOnUpdate="0" field="elev_max" expression=""/>
    <default applyOnUpdate="0" field="relief_m" expression=""/>
    <default applyOnUpdate="0" field="sensitivity" expression=""/>
    <default applyOnUpdate="0" field="visibility" expression=""/>
    <default applyOnUpdate="0" field="quality" expression=""/>
    <default applyOnUpdate="0" field="status" expression=""/>
    <default applyOnUpdate="0" field="model" expression=""/>
    <default applyOnUpdate="0" field="threshold" expression=""/>
    <default applyOnUpdate="0" field="seed_threshold" expression=""/>
    <default applyOnUpdate="0" field="date" expression=""/>
  </defaults>
  <constraints>
    <constraint unique_strength="0" field="area_id" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="area_m2" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="perimeter_m" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="length_m" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="width_m" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="elongation" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="probability_mean" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="probability_max" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="probability_std" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="n_targets" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="targets_km2" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="v_mean" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="v_median" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="v_min" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="v_max" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="v_absmax" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="v_p95" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="v_std" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="sign" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="activity" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="gi_z_mean" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="gi_z_max" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="coherence_mean" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="v_slope" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="hotspot_mean" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="slope_mean" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="slope_max" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="aspect_mean" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="elev_min" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="elev_max" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="relief_m" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="sensitivity" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="visibility" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="quality" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="status" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="model" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="threshold" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="seed_threshold" notnull_strength="0" exp_strength="0" constraints="0"/>
    <constraint unique_strength="0" field="date" notnull_strength="0" exp_strength="0" constraints="0"/>
  </constraints>
  <constraintExpressions>
    <constraint exp="" field="area_id" desc=""/>
    <constraint exp="" field="area_m2" desc=""/>
    <constraint exp="" field="perimeter_m" desc=""/>
    <constraint exp="" field="length_m" desc=""/>
    <constraint exp="" field="width_m" desc=""/>
    <constraint exp="" field="elongation" desc=""/>
    <constraint exp="" field="probability_mean" desc=""/>
    <constraint exp="" field="probability_max" desc=""/>
    <constraint exp="" field="probability_std" desc=""/>
    <constraint exp="" field="n_targets" desc=""/>
    <constraint exp="" field="targets_km2" desc=""/>
    <constraint exp="" field="v_mean" desc=""/>
    <constraint exp="" field="v_median" desc=""/>
    <constraint exp="" field="v_min" desc=""/>
    <constraint exp="" field="v_max" desc=""/>
    <constraint exp="" field="v_absmax" desc=""/>
    <constraint exp="" field="v_p95" desc=""/>
    <constraint exp="" field="v_std" desc=""/>
    <constraint exp="" field="sign" desc=""/>
    <constraint exp="" field="activity" desc=""/>
    <constraint exp="" field="gi_z_mean" desc=""/>
    <constraint exp="" field="gi_z_max" desc=""/>
    <constraint exp="" field="coherence_mean" desc=""/>
    <constraint exp="" field="v_slope" desc=""/>
    <constraint exp="" field="hotspot_mean" desc=""/>
    <constraint exp="" field="slope_mean" desc=""/>
    <constraint exp="" field="slope_max" desc=""/>
    <constraint exp="" field="aspect_mean" desc=""/>
    <constraint exp="" field="elev_min" desc=""/>
    <constraint exp="" field="elev_max" desc=""/>
    <constraint exp="" field="relief_m" desc=""/>
    <constraint exp="" field="sensitivity" desc=""/>
    <constraint exp="" field="visibility" desc=""/>
    <constraint exp="" field="quality" desc=""/>
    <constraint exp="" field="status" desc=""/>
    <constraint exp="" field="model" desc=""/>
    <constraint exp="" field="threshold" desc=""/>
    <constraint exp="" field="seed_threshold" desc=""/>
    <constraint exp="" field="date" desc=""/>
  </constraintExpressions>
  <expressionfields/>
  <layerGeometryType>2</layerGeometryType>
</qgis>
