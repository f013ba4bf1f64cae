<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis hasScaleBasedVisibilityFlag="0" styleCategories="Symbology|Labeling|Fields|Rendering" minScale="100000000" simplifyAlgorithm="0" symbologyReferenceScale="-1" simplifyDrawingHints="1" version="3.22.16-Białowieża" labelsEnabled="1" simplifyLocal="1" simplifyMaxScale="1" simplifyDrawingTol="1" maxScale="0">
  <renderer-v2 type="categorizedSymbol" attr="activity" referencescale="-1" enableorderby="0" symbollevels="0" forceraster="0">
    <categories>
      <category symbol="0" render="true" value="fast" label="fast: 10 mm/yr and more"/>
      <category symbol="1" render="true" value="slow" label="slow: 2 to 10 mm/yr"/>
      <category symbol="2" render="true" value="none" label="none: below 2 mm/yr"/>
      <category symbol="3" render="true" value="not measured" label="no target inside"/>
      <category symbol="4" render="true" value="" label="velocity not known"/>
    </categories>
    <symbols>
      <symbol type="fill" clip_to_extent="1" name="0" alpha="1" force_rhr="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer enabled="1" class="SimpleFill" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="0,0,255,255"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="0,0,0,170"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="1"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="no"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="0,0,255,255" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="0,0,0,170" k="outline_color"/>
          <prop v="solid" k="outline_style"/>
          <prop v="1" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="no" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer enabled="1" class="SimpleFill" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="227,26,28,30"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="227,26,28,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.5"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="solid"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="227,26,28,30" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="227,26,28,255" k="outline_color"/>
          <prop v="solid" k="outline_style"/>
          <prop v="0.5" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="solid" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol type="fill" clip_to_extent="1" name="1" alpha="1" force_rhr="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer enabled="1" class="SimpleFill" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="0,0,255,255"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="0,0,0,170"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="1"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="no"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="0,0,255,255" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="0,0,0,170" k="outline_color"/>
          <prop v="solid" k="outline_style"/>
          <prop v="1" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="no" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer enabled="1" class="SimpleFill" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="255,140,26,30"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="255,140,26,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.5"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="solid"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="255,140,26,30" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="255,140,26,255" k="outline_color"/>
          <prop v="solid" k="outline_style"/>
          <prop v="0.5" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="solid" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol type="fill" clip_to_extent="1" name="2" alpha="1" force_rhr="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer enabled="1" class="SimpleFill" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="0,0,255,255"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="0,0,0,170"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="1"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="no"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="0,0,255,255" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="0,0,0,170" k="outline_color"/>
          <prop v="solid" k="outline_style"/>
          <prop v="1" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="no" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer enabled="1" class="SimpleFill" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="77,210,255,30"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="77,210,255,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.5"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="solid"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="77,210,255,30" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="77,210,255,255" k="outline_color"/>
          <prop v="solid" k="outline_style"/>
          <prop v="0.5" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="solid" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol type="fill" clip_to_extent="1" name="3" alpha="1" force_rhr="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer enabled="1" class="SimpleFill" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="0,0,255,255"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="0,0,0,170"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="1"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="no"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="0,0,255,255" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="0,0,0,170" k="outline_color"/>
          <prop v="solid" k="outline_style"/>
          <prop v="1" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="no" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer enabled="1" class="SimpleFill" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="245,245,245,30"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="245,245,245,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.5"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="solid"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="245,245,245,30" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="245,245,245,255" k="outline_color"/>
          <prop v="solid" k="outline_style"/>
          <prop v="0.5" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="solid" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol type="fill" clip_to_extent="1" name="4" alpha="1" force_rhr="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer enabled="1" class="SimpleFill" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="0,0,255,255"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="0,0,0,170"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="1"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="no"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="0,0,255,255" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="0,0,0,170" k="outline_color"/>
          <prop v="solid" k="outline_style"/>
          <prop v="1" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="no" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer enabled="1" class="SimpleFill" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="255,230,0,30"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="255,230,0,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.5"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="solid"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="255,230,0,30" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="255,230,0,255" k="outline_color"/>
          <prop v="solid" k="outline_style"/>
          <prop v="0.5" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="solid" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
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
      <text-style fontStrikeout="0" fontWeight="75" isExpression="1" namedStyle="" fontFamily="Open Sans" blendMode="0" previewBkgrdColor="255,255,255,255" allowHtml="0" textOrientation="horizontal" fontLetterSpacing="0" capitalization="0" fontSizeMapUnitScale="3x:0,0,0,0,0,0" fontSize="9" multilineHeight="1" fontKerning="1" fontSizeUnit="Point" legendString="Aa" fieldName="&quot;area_id&quot; || coalesce('\n' || format_number(&quot;v_median&quot;, 0) || ' mm/yr', '')" fontWordSpacing="0" fontUnderline="0" useSubstitutions="0" fontItalic="0" textOpacity="1" textColor="255,255,255,255">
        <families/>
        <text-buffer bufferJoinStyle="128" bufferBlendMode="0" bufferSize="0.80000000000000004" bufferOpacity="1" bufferColor="20,20,20,220" bufferSizeMapUnitScale="3x:0,0,0,0,0,0" bufferDraw="1" bufferNoFill="1" bufferSizeUnits="MM"/>
        <text-mask maskSizeUnits="MM" maskJoinStyle="128" maskOpacity="1" maskSizeMapUnitScale="3x:0,0,0,0,0,0" maskEnabled="0" maskType="0" maskSize="1.5" maskedSymbolLayers=""/>
        <background shapeDraw="0" shapeRotation="0" shapeSizeType="0" shapeOffsetMapUnitScale="3x:0,0,0,0,0,0" shapeBorderColor="128,128,128,255" shapeOffsetX="0" shapeRadiiUnit="MM" shapeBlendMode="0" shapeRotationType="0" shapeType="0" shapeSizeY="0" shapeOffsetUnit="MM" shapeRadiiMapUnitScale="3x:0,0,0,0,0,0" shapeOffsetY="0" shapeSizeMapUnitScale="3x:0,0,0,0,0,0" shapeBorderWidth="0" shapeBorderWidthMapUnitScale="3x:0,0,0,0,0,0" shapeSizeX="0" shapeFillColor="255,255,255,255" shapeRadiiX="0" shapeSVGFile="" shapeRadiiY="0" shapeJoinStyle="64" shapeBorderWidthUnit="MM" shapeOpacity="1" shapeSizeUnit="MM">
          <symbol type="fill" clip_to_extent="1" name="fillSymbol" alpha="1" force_rhr="0">
            <data_defined_properties>
              <Option type="Map">
                <Option type="QString" name="name" value=""/>
                <Option name="properties"/>
                <Option type="QString" name="type" value="collection"/>
              </Option>
            </data_defined_properties>
            <layer enabled="1" class="SimpleFill" locked="0" pass="0">
              <Option type="Map">
                <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
                <Option type="QString" name="color" value="255,255,255,255"/>
                <Option type="QString" name="joinstyle" value="bevel"/>
                <Option type="QString" name="offset" value="0,0"/>
                <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
                <Option type="QString" name="offset_unit" value="MM"/>
                <Option type="QString" name="outline_color" value="128,128,128,255"/>
                <Option type="QString" name="outline_style" value="no"/>
                <Option type="QString" name="outline_width" value="0"/>
                <Option type="QString" name="outline_width_unit" value="MM"/>
                <Option type="QString" name="style" value="solid"/>
              </Option>
              <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
              <prop v="255,255,255,255" k="color"/>
              <prop v="bevel" k="joinstyle"/>
              <prop v="0,0" k="offset"/>
              <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
              <prop v="MM" k="offset_unit"/>
              <prop v="128,128,128,255" k="outline_color"/>
              <prop v="no" k="outline_style"/>
              <prop v="0" k="outline_width"/>
              <prop v="MM" k="outline_width_unit"/>
              <prop v="solid" k="style"/>
              <data_defined_properties>
                <Option type="Map">
                  <Option type="QString" name="name" value=""/>
                  <Option name="properties"/>
                  <Option type="QString" name="type" value="collection"/>
                </Option>
              </data_defined_properties>
            </layer>
          </symbol>
        </background>
        <shadow shadowScale="100" shadowRadiusAlphaOnly="0" shadowColor="0,0,0,255" shadowOffsetMapUnitScale="3x:0,0,0,0,0,0" shadowRadius="1.5" shadowRadiusUnit="MM" shadowUnder="0" shadowOffsetAngle="135" shadowBlendMode="6" shadowOffsetDist="1" shadowDraw="0" shadowOpacity="0.69999999999999996" shadowOffsetUnit="MM" shadowOffsetGlobal="1" shadowRadiusMapUnitScale="3x:0,0,0,0,0,0"/>
        <dd_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </dd_properties>
        <substitutions/>
      </text-style>
      <text-format useMaxLineLengthForAutoWrap="1" decimals="3" formatNumbers="0" wrapChar="" autoWrapLength="0" multilineAlign="3" addDirectionSymbol="0" leftDirectionSymbol="&lt;" rightDirectionSymbol=">" placeDirectionSymbol="0" reverseDirectionSymbol="0" plussign="0"/>
      <placement lineAnchorClipping="0" geometryGeneratorEnabled="0" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" repeatDistanceUnits="MM" lineAnchorType="0" geometryGenerator="" centroidWhole="0" overrunDistanceUnit="MM" lineAnchorPercent="0.5" distUnits="MM" rotationUnit="AngleDegrees" maxCurvedCharAngleOut="-25" maxCurvedCharAngleIn="25" polygonPlacementFlags="2" placementFlags="10" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" overrunDistance="0" geometryGeneratorType="PointGeometry" distMapUnitScale="3x:0,0,0,0,0,0" centroidInside="0" dist="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" offsetType="0" placement="0" rotationAngle="0" fitInPolygonOnly="0" yOffset="0" repeatDistance="0" quadOffset="4" priority="5" preserveRotation="1" xOffset="0" offsetUnits="MM" layerType="UnknownGeometry" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0"/>
      <rendering scaleMin="0" mergeLines="0" maxNumLabels="2000" displayAll="0" limitNumLabels="0" scaleMax="0" upsidedownLabels="0" scaleVisibility="0" fontMaxPixelSize="10000" obstacleFactor="1" zIndex="0" drawLabels="1" obstacleType="1" unplacedVisibility="0" fontMinPixelSize="0" fontLimitPixelSize="0" labelPerPart="0" minFeatureSize="0" obstacle="1"/>
      <dd_properties>
        <Option type="Map">
          <Option type="QString" name="name" value=""/>
          <Option name="properties"/>
          <Option type="QString" name="type" value="collection"/>
        </Option>
      </dd_properties>
      <callout type="simple">
        <Option type="Map">
          <Option type="QString" name="anchorPoint" value="pole_of_inaccessibility"/>
          <Option type="int" name="blendMode" value="0"/>
          <Option type="Map" name="ddProperties">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
          <Option type="bool" name="drawToAllParts" value="false"/>
          <Option type="QString" name="enabled" value="0"/>
          <Option type="QString" name="labelAnchorPoint" value="point_on_exterior"/>
          <Option type="QString" name="lineSymbol" value="&lt;symbol type=&quot;line&quot; clip_to_extent=&quot;1&quot; name=&quot;symbol&quot; alpha=&quot;1&quot; force_rhr=&quot;0&quot;>&lt;data_defined_properties>&lt;Option type=&quot;Map&quot;>&lt;Option type=&quot;QString&quot; name=&quot;name&quot; value=&quot;&quot;/>&lt;Option name=&quot;properties&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;type&quot; value=&quot;collection&quot;/>&lt;/Option>&lt;/data_defined_properties>&lt;layer enabled=&quot;1&quot; class=&quot;SimpleLine&quot; locked=&quot;0&quot; pass=&quot;0&quot;>&lt;Option type=&quot;Map&quot;>&lt;Option type=&quot;QString&quot; name=&quot;align_dash_pattern&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;capstyle&quot; value=&quot;square&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;customdash&quot; value=&quot;5;2&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;customdash_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;customdash_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;dash_pattern_offset&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;dash_pattern_offset_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;dash_pattern_offset_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;draw_inside_polygon&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;joinstyle&quot; value=&quot;bevel&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;line_color&quot; value=&quot;60,60,60,255&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;line_style&quot; value=&quot;solid&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;line_width&quot; value=&quot;0.3&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;line_width_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;offset&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;offset_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;offset_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;ring_filter&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_end&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_end_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_end_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_start&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_start_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_start_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;tweak_dash_pattern_on_corners&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;use_custom_dash&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;width_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;/Option>&lt;prop v=&quot;0&quot; k=&quot;align_dash_pattern&quot;/>&lt;prop v=&quot;square&quot; k=&quot;capstyle&quot;/>&lt;prop v=&quot;5;2&quot; k=&quot;customdash&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;customdash_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;customdash_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;dash_pattern_offset&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;dash_pattern_offset_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;dash_pattern_offset_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;draw_inside_polygon&quot;/>&lt;prop v=&quot;bevel&quot; k=&quot;joinstyle&quot;/>&lt;prop v=&quot;60,60,60,255&quot; k=&quot;line_color&quot;/>&lt;prop v=&quot;solid&quot; k=&quot;line_style&quot;/>&lt;prop v=&quot;0.3&quot; k=&quot;line_width&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;line_width_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;offset&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;offset_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;offset_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;ring_filter&quot;/>&lt;prop v=&quot;0&quot; k=&quot;trim_distance_end&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;trim_distance_end_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;trim_distance_end_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;trim_distance_start&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;trim_distance_start_map_unit_scale&quot;/>&lt;prop v=&quot;MM&quot; k=&quot;trim_distance_start_unit&quot;/>&lt;prop v=&quot;0&quot; k=&quot;tweak_dash_pattern_on_corners&quot;/>&lt;prop v=&quot;0&quot; k=&quot;use_custom_dash&quot;/>&lt;prop v=&quot;3x:0,0,0,0,0,0&quot; k=&quot;width_map_unit_scale&quot;/>&lt;data_defined_properties>&lt;Option type=&quot;Map&quot;>&lt;Option type=&quot;QString&quot; name=&quot;name&quot; value=&quot;&quot;/>&lt;Option name=&quot;properties&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;type&quot; value=&quot;collection&quot;/>&lt;/Option>&lt;/data_defined_properties>&lt;/layer>&lt;/symbol>"/>
          <Option type="double" name="minLength" value="0"/>
          <Option type="QString" name="minLengthMapUnitScale" value="3x:0,0,0,0,0,0"/>
          <Option type="QString" name="minLengthUnit" value="MM"/>
          <Option type="double" name="offsetFromAnchor" value="0"/>
          <Option type="QString" name="offsetFromAnchorMapUnitScale" value="3x:0,0,0,0,0,0"/>
          <Option type="QString" name="offsetFromAnchorUnit" value="MM"/>
          <Option type="double" name="offsetFromLabel" value="0"/>
          <Option type="QString" name="offsetFromLabelMapUnitScale" value="3x:0,0,0,0,0,0"/>
          <Option type="QString" name="offsetFromLabelUnit" value="MM"/>
        </Option>
      </callout>
    </settings>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="area_id" configurationFlags="None"/>
    <field name="area_m2" configurationFlags="None"/>
    <field name="perimeter_m" configurationFlags="None"/>
    <field name="length_m" configurationFlags="None"/>
    <field name="width_m" configurationFlags="None"/>
    <field name="elongation" configurationFlags="None"/>
    <field name="probability_mean" configurationFlags="None"/>
    <field name="probability_max" configurationFlags="None"/>
    <field name="probability_std" configurationFlags="None"/>
    <field name="n_targets" configurationFlags="None"/>
    <field name="targets_km2" configurationFlags="None"/>
    <field name="v_mean" configurationFlags="None"/>
    <field name="v_median" configurationFlags="None"/>
    <field name="v_min" configurationFlags="None"/>
    <field name="v_max" configurationFlags="None"/>
    <field name="v_absmax" configurationFlags="None"/>
    <field name="v_p95" configurationFlags="None"/>
    <field name="v_std" configurationFlags="None"/>
    <field name="sign" configurationFlags="None"/>
    <field name="activity" configurationFlags="None"/>
    <field name="gi_z_mean" configurationFlags="None"/>
    <field name="gi_z_max" configurationFlags="None"/>
    <field name="coherence_mean" configurationFlags="None"/>
    <field name="v_slope" configurationFlags="None"/>
    <field name="hotspot_mean" configurationFlags="None"/>
    <field name="slope_mean" configurationFlags="None"/>
    <field name="slope_max" configurationFlags="None"/>
    <field name="aspect_mean" configurationFlags="None"/>
    <field name="elev_min" configurationFlags="None"/>
    <field name="elev_max" configurationFlags="None"/>
    <field name="relief_m" configurationFlags="None"/>
    <field name="sensitivity" configurationFlags="None"/>
    <field name="visibility" configurationFlags="None"/>
    <field name="quality" configurationFlags="None"/>
    <field name="status" configurationFlags="None"/>
    <field name="model" configurationFlags="None"/>
    <field name="threshold" configurationFlags="None"/>
    <field name="seed_threshold" configurationFlags="None"/>
    <field name="date" configurationFlags="None"/>
  </fieldConfiguration>
  <aliases>
    <alias field="area_id" name="area" index="0"/>
    <alias field="area_m2" name="area (m²)" index="1"/>
    <alias field="perimeter_m" name="perimeter (m)" index="2"/>
    <alias field="length_m" name="length down the slope (m)" index="3"/>
    <alias field="width_m" name="width across the slope (m)" index="4"/>
    <alias field="elongation" name="length / width" index="5"/>
    <alias field="probability_mean" name="mean probability (0 to 1)" index="6"/>
    <alias field="probability_max" name="largest probability (0 to 1)" index="7"/>
    <alias field="probability_std" name="mean standard deviation of the probability (0 to 1)" index="8"/>
    <alias field="n_targets" name="targets" index="9"/>
    <alias field="targets_km2" name="density of targets (1/km²)" index="10"/>
    <alias field="v_mean" name="mean velocity (mm/yr)" index="11"/>
    <alias field="v_median" name="median velocity (mm/yr)" index="12"/>
    <alias field="v_min" name="lowest velocity (mm/yr)" index="13"/>
    <alias field="v_max" name="highest velocity (mm/yr)" index="14"/>
    <alias field="v_absmax" name="largest |velocity| (mm/yr)" index="15"/>
    <alias field="v_p95" name="95 % quantile of |velocity| (mm/yr)" index="16"/>
    <alias field="v_std" name="standard deviation of the velocity (mm/yr)" index="17"/>
    <alias field="sign" name="motion along the line of sight" index="18"/>
    <alias field="activity" name="activity by |median velocity|" index="19"/>
    <alias field="gi_z_mean" name="mean Gi* z-score" index="20"/>
    <alias field="gi_z_max" name="Gi* z-score of largest magnitude" index="21"/>
    <alias field="coherence_mean" name="mean coherence (0 to 1)" index="22"/>
    <alias field="v_slope" name="median velocity down the slope (mm/yr)" index="23"/>
    <alias field="hotspot_mean" name="mean hot spot density (z/km²)" index="24"/>
    <alias field="slope_mean" name="mean slope (°)" index="25"/>
    <alias field="slope_max" name="steepest slope (°)" index="26"/>
    <alias field="aspect_mean" name="mean aspect (° from north)" index="27"/>
    <alias field="elev_min" name="lowest elevation (m)" index="28"/>
    <alias field="elev_max" name="highest elevation (m)" index="29"/>
    <alias field="relief_m" name="relief (m)" index="30"/>
    <alias field="sensitivity" name="mean share of a motion down the slope that is seen (0 to 1)" index="31"/>
    <alias field="visibility" name="visibility of a motion down the slope" index="32"/>
    <alias field="quality" name="quality, 1 (best) to 4" index="33"/>
    <alias field="status" name="review status" index="34"/>
    <alias field="model" name="model" index="35"/>
    <alias field="threshold" name="threshold of the probability" index="36"/>
    <alias field="seed_threshold" name="probability that the area reaches somewhere" index="37"/>
    <alias field="date" name="date of the prediction" index="38"/>
  </aliases>
  <defaults>
    <default field="area_id" applyOnUpdate="0" expression=""/>
    <default field="area_m2" applyOnUpdate="0" expression=""/>
    <default field="perimeter_m" applyOnUpdate="0" expression=""/>
    <default field="length_m" applyOnUpdate="0" expression=""/>
    <default field="width_m" applyOnUpdate="0" expression=""/>
    <default field="elongation" applyOnUpdate="0" expression=""/>
    <default field="probability_mean" applyOnUpdate="0" expression=""/>
    <default field="probability_max" applyOnUpdate="0" expression=""/>
    <default field="probability_std" applyOnUpdate="0" expression=""/>
    <default field="n_targets" applyOnUpdate="0" expression=""/>
    <default field="targets_km2" applyOnUpdate="0" expression=""/>
    <default field="v_mean" applyOnUpdate="0" expression=""/>
    <default field="v_median" applyOnUpdate="0" expression=""/>
    <default field="v_min" applyOnUpdate="0" expression=""/>
    <default field="v_max" applyOnUpdate="0" expression=""/>
    <default field="v_absmax" applyOnUpdate="0" expression=""/>
    <default field="v_p95" applyOnUpdate="0" expression=""/>
    <default field="v_std" applyOnUpdate="0" expression=""/>
    <default field="sign" applyOnUpdate="0" expression=""/>
    <default field="activity" applyOnUpdate="0" expression=""/>
    <default field="gi_z_mean" applyOnUpdate="0" expression=""/>
    <default field="gi_z_max" applyOnUpdate="0" expression=""/>
    <default field="coherence_mean" applyOnUpdate="0" expression=""/>
    <default field="v_slope" applyOnUpdate="0" expression=""/>
    <default field="hotspot_mean" applyOnUpdate="0" expression=""/>
    <default field="slope_mean" applyOnUpdate="0" expression=""/>
    <default field="slope_max" applyOnUpdate="0" expression=""/>
    <default field="aspect_mean" applyOnUpdate="0" expression=""/>
    <default field="elev_min" applyOnUpdate="0" expression=""/>
    <default field="elev_max" applyOnUpdate="0" expression=""/>
    <default field="relief_m" applyOnUpdate="0" expression=""/>
    <default field="sensitivity" applyOnUpdate="0" expression=""/>
    <default field="visibility" applyOnUpdate="0" expression=""/>
    <default field="quality" applyOnUpdate="0" expression=""/>
    <default field="status" applyOnUpdate="0" expression=""/>
    <default field="model" applyOnUpdate="0" expression=""/>
    <default field="threshold" applyOnUpdate="0" expression=""/>
    <default field="seed_threshold" applyOnUpdate="0" expression=""/>
    <default field="date" applyOnUpdate="0" expression=""/>
  </defaults>
  <constraints>
    <constraint field="area_id" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="area_m2" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="perimeter_m" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="length_m" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="width_m" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="elongation" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="probability_mean" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="probability_max" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="probability_std" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="n_targets" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="targets_km2" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="v_mean" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="v_median" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="v_min" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="v_max" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="v_absmax" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="v_p95" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="v_std" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="sign" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="activity" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="gi_z_mean" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="gi_z_max" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="coherence_mean" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="v_slope" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="hotspot_mean" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="slope_mean" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="slope_max" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="aspect_mean" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="elev_min" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="elev_max" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="relief_m" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="sensitivity" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="visibility" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="quality" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="status" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="model" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="threshold" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="seed_threshold" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
    <constraint field="date" constraints="0" unique_strength="0" notnull_strength="0" exp_strength="0"/>
  </constraints>
  <constraintExpressions>
    <constraint desc="" field="area_id" exp=""/>
    <constraint desc="" field="area_m2" exp=""/>
    <constraint desc="" field="perimeter_m" exp=""/>
    <constraint desc="" field="length_m" exp=""/>
    <constraint desc="" field="width_m" exp=""/>
    <constraint desc="" field="elongation" exp=""/>
    <constraint desc="" field="probability_mean" exp=""/>
    <constraint desc="" field="probability_max" exp=""/>
    <constraint desc="" field="probability_std" exp=""/>
    <constraint desc="" field="n_targets" exp=""/>
    <constraint desc="" field="targets_km2" exp=""/>
    <constraint desc="" field="v_mean" exp=""/>
    <constraint desc="" field="v_median" exp=""/>
    <constraint desc="" field="v_min" exp=""/>
    <constraint desc="" field="v_max" exp=""/>
    <constraint desc="" field="v_absmax" exp=""/>
    <constraint desc="" field="v_p95" exp=""/>
    <constraint desc="" field="v_std" exp=""/>
    <constraint desc="" field="sign" exp=""/>
    <constraint desc="" field="activity" exp=""/>
    <constraint desc="" field="gi_z_mean" exp=""/>
    <constraint desc="" field="gi_z_max" exp=""/>
    <constraint desc="" field="coherence_mean" exp=""/>
    <constraint desc="" field="v_slope" exp=""/>
    <constraint desc="" field="hotspot_mean" exp=""/>
    <constraint desc="" field="slope_mean" exp=""/>
    <constraint desc="" field="slope_max" exp=""/>
    <constraint desc="" field="aspect_mean" exp=""/>
    <constraint desc="" field="elev_min" exp=""/>
    <constraint desc="" field="elev_max" exp=""/>
    <constraint desc="" field="relief_m" exp=""/>
    <constraint desc="" field="sensitivity" exp=""/>
    <constraint desc="" field="visibility" exp=""/>
    <constraint desc="" field="quality" exp=""/>
    <constraint desc="" field="status" exp=""/>
    <constraint desc="" field="model" exp=""/>
    <constraint desc="" field="threshold" exp=""/>
    <constraint desc="" field="seed_threshold" exp=""/>
    <constraint desc="" field="date" exp=""/>
  </constraintExpressions>
  <expressionfields/>
  <layerGeometryType>2</layerGeometryType>
</qgis>
