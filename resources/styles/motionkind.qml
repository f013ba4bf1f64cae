<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis simplifyDrawingTol="1" labelsEnabled="1" simplifyLocal="1" simplifyDrawingHints="1" simplifyAlgorithm="0" simplifyMaxScale="1" symbologyReferenceScale="-1" minScale="100000000" version="3.22.16-Białowieża" styleCategories="Symbology|Labeling|Fields|Rendering" hasScaleBasedVisibilityFlag="0" maxScale="0">
  <renderer-v2 type="categorizedSymbol" referencescale="-1" enableorderby="0" attr="motion_kind" forceraster="0" symbollevels="0">
    <categories>
      <category symbol="0" value="landslide" render="true" label="landslide"/>
      <category symbol="1" value="creep" render="true" label="creep of debris or rock glacier"/>
      <category symbol="2" value="bowl" render="true" label="mining or pumping bowl"/>
      <category symbol="3" value="compaction" render="true" label="compaction of fill"/>
      <category symbol="4" value="uplift" render="true" label="uplift"/>
      <category symbol="5" value="construction" render="true" label="construction"/>
      <category symbol="6" value="unwrapping error" render="true" label="unwrapping or other error"/>
      <category symbol="7" value="" render="true" label="not known"/>
    </categories>
    <symbols>
      <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="0,0,255,255"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="255,255,255,220"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="1"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="no"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="0,0,255,255"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="255,255,255,220"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="1"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="no"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
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
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="1">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
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
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
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
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="2">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
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
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
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
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="3">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
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
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
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
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="4">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
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
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="0,192,139,30"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="0,192,139,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.5"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="solid"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="0,192,139,30"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="0,192,139,255"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="0.5"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="solid"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="5">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
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
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="213,128,255,30"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="213,128,255,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.5"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="solid"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="213,128,255,30"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="213,128,255,255"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="0.5"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="solid"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="6">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
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
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="245,245,245,30"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="245,245,245,255"/>
            <Option type="QString" name="outline_style" value="dash"/>
            <Option type="QString" name="outline_width" value="0.5"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="solid"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="245,245,245,30"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="245,245,245,255"/>
          <prop k="outline_style" v="dash"/>
          <prop k="outline_width" v="0.5"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="solid"/>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="7">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
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
              <Option type="QString" name="name" value=""/>
              <Option name="properties"/>
              <Option type="QString" name="type" value="collection"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="color" value="176,176,176,30"/>
            <Option type="QString" name="joinstyle" value="bevel"/>
            <Option type="QString" name="offset" value="0,0"/>
            <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
            <Option type="QString" name="offset_unit" value="MM"/>
            <Option type="QString" name="outline_color" value="176,176,176,255"/>
            <Option type="QString" name="outline_style" value="dash"/>
            <Option type="QString" name="outline_width" value="0.5"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="style" value="solid"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="176,176,176,30"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="176,176,176,255"/>
          <prop k="outline_style" v="dash"/>
          <prop k="outline_width" v="0.5"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="solid"/>
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
      <text-style fieldName="coalesce(to_string(attribute('area_id')), '') || coalesce('\n' || round(100 * CASE WHEN &quot;motion_kind&quot; = 'not known' THEN NULL ELSE &quot;kind_p&quot; END) || ' %', '')" fontWeight="75" useSubstitutions="0" capitalization="0" fontSizeMapUnitScale="3x:0,0,0,0,0,0" textOrientation="horizontal" legendString="Aa" textColor="255,255,255,255" fontSize="9" fontUnderline="0" fontStrikeout="0" fontLetterSpacing="0" textOpacity="1" blendMode="0" fontItalic="0" fontWordSpacing="0" fontSizeUnit="Point" previewBkgrdColor="255,255,255,255" fontKerning="1" fontFamily="Open Sans" allowHtml="0" isExpression="1" namedStyle="" multilineHeight="1">
        <families/>
        <text-buffer bufferJoinStyle="128" bufferSize="0.80000000000000004" bufferSizeMapUnitScale="3x:0,0,0,0,0,0" bufferDraw="1" bufferBlendMode="0" bufferNoFill="1" bufferColor="20,20,20,220" bufferOpacity="1" bufferSizeUnits="MM"/>
        <text-mask maskOpacity="1" maskedSymbolLayers="" maskSizeUnits="MM" maskJoinStyle="128" maskType="0" maskSizeMapUnitScale="3x:0,0,0,0,0,0" maskEnabled="0" maskSize="1.5"/>
        <background shapeDraw="0" shapeRadiiX="0" shapeOpacity="1" shapeRadiiY="0" shapeOffsetMapUnitScale="3x:0,0,0,0,0,0" shapeFillColor="255,255,255,255" shapeBorderWidth="0" shapeSizeMapUnitScale="3x:0,0,0,0,0,0" shapeRadiiMapUnitScale="3x:0,0,0,0,0,0" shapeBorderWidthUnit="MM" shapeRotationType="0" shapeSVGFile="" shapeJoinStyle="64" shapeBorderColor="128,128,128,255" shapeBorderWidthMapUnitScale="3x:0,0,0,0,0,0" shapeRotation="0" shapeType="0" shapeOffsetUnit="MM" shapeRadiiUnit="MM" shapeOffsetX="0" shapeSizeX="0" shapeOffsetY="0" shapeSizeY="0" shapeBlendMode="0" shapeSizeUnit="MM" shapeSizeType="0">
          <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="fillSymbol">
            <data_defined_properties>
              <Option type="Map">
                <Option type="QString" name="name" value=""/>
                <Option name="properties"/>
                <Option type="QString" name="type" value="collection"/>
              </Option>
            </data_defined_properties>
            <layer class="SimpleFill" enabled="1" locked="0" pass="0">
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
                  <Option type="QString" name="name" value=""/>
                  <Option name="properties"/>
                  <Option type="QString" name="type" value="collection"/>
                </Option>
              </data_defined_properties>
            </layer>
          </symbol>
        </background>
        <shadow shadowRadiusMapUnitScale="3x:0,0,0,0,0,0" shadowRadiusAlphaOnly="0" shadowOffsetUnit="MM" shadowOffsetGlobal="1" shadowUnder="0" shadowOpacity="0.69999999999999996" shadowColor="0,0,0,255" shadowDraw="0" shadowOffsetMapUnitScale="3x:0,0,0,0,0,0" shadowRadius="1.5" shadowScale="100" shadowOffsetAngle="135" shadowBlendMode="6" shadowOffsetDist="1" shadowRadiusUnit="MM"/>
        <dd_properties>
          <Option type="Map">
            <Option type="QString" name="name" value=""/>
            <Option name="properties"/>
            <Option type="QString" name="type" value="collection"/>
          </Option>
        </dd_properties>
        <substitutions/>
      </text-style>
      <text-format placeDirectionSymbol="0" plussign="0" formatNumbers="0" rightDirectionSymbol=">" multilineAlign="3" reverseDirectionSymbol="0" useMaxLineLengthForAutoWrap="1" decimals="3" wrapChar="" autoWrapLength="0" leftDirectionSymbol="&lt;" addDirectionSymbol="0"/>
      <placement placementFlags="10" rotationUnit="AngleDegrees" rotationAngle="0" yOffset="0" xOffset="0" overrunDistanceMapUnitScale="3x:0,0,0,0,0,0" overrunDistance="0" geometryGeneratorEnabled="0" layerType="UnknownGeometry" labelOffsetMapUnitScale="3x:0,0,0,0,0,0" lineAnchorClipping="0" placement="0" repeatDistanceMapUnitScale="3x:0,0,0,0,0,0" lineAnchorPercent="0.5" geometryGenerator="" maxCurvedCharAngleIn="25" geometryGeneratorType="PointGeometry" preserveRotation="1" distMapUnitScale="3x:0,0,0,0,0,0" quadOffset="4" centroidInside="0" maxCurvedCharAngleOut="-25" overrunDistanceUnit="MM" polygonPlacementFlags="2" distUnits="MM" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" lineAnchorType="0" offsetType="0" repeatDistanceUnits="MM" repeatDistance="0" fitInPolygonOnly="0" centroidWhole="0" dist="0" offsetUnits="MM" priority="5"/>
      <rendering upsidedownLabels="0" unplacedVisibility="0" obstacleType="1" displayAll="0" scaleMin="0" zIndex="0" scaleVisibility="0" minFeatureSize="0" fontLimitPixelSize="0" drawLabels="1" limitNumLabels="0" labelPerPart="0" maxNumLabels="2000" obstacle="1" fontMaxPixelSize="10000" scaleMax="0" obstacleFactor="1" fontMinPixelSize="0" mergeLines="0"/>
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
          <Option type="QString" name="lineSymbol" value="&lt;symbol type=&quot;line&quot; force_rhr=&quot;0&quot; clip_to_extent=&quot;1&quot; alpha=&quot;1&quot; name=&quot;symbol&quot;>&lt;data_defined_properties>&lt;Option type=&quot;Map&quot;>&lt;Option type=&quot;QString&quot; name=&quot;name&quot; value=&quot;&quot;/>&lt;Option name=&quot;properties&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;type&quot; value=&quot;collection&quot;/>&lt;/Option>&lt;/data_defined_properties>&lt;layer class=&quot;SimpleLine&quot; enabled=&quot;1&quot; locked=&quot;0&quot; pass=&quot;0&quot;>&lt;Option type=&quot;Map&quot;>&lt;Option type=&quot;QString&quot; name=&quot;align_dash_pattern&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;capstyle&quot; value=&quot;square&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;customdash&quot; value=&quot;5;2&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;customdash_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;customdash_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;dash_pattern_offset&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;dash_pattern_offset_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;dash_pattern_offset_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;draw_inside_polygon&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;joinstyle&quot; value=&quot;bevel&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;line_color&quot; value=&quot;60,60,60,255&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;line_style&quot; value=&quot;solid&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;line_width&quot; value=&quot;0.3&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;line_width_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;offset&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;offset_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;offset_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;ring_filter&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_end&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_end_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_end_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_start&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_start_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;trim_distance_start_unit&quot; value=&quot;MM&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;tweak_dash_pattern_on_corners&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;use_custom_dash&quot; value=&quot;0&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;width_map_unit_scale&quot; value=&quot;3x:0,0,0,0,0,0&quot;/>&lt;/Option>&lt;prop k=&quot;align_dash_pattern&quot; v=&quot;0&quot;/>&lt;prop k=&quot;capstyle&quot; v=&quot;square&quot;/>&lt;prop k=&quot;customdash&quot; v=&quot;5;2&quot;/>&lt;prop k=&quot;customdash_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/>&lt;prop k=&quot;customdash_unit&quot; v=&quot;MM&quot;/>&lt;prop k=&quot;dash_pattern_offset&quot; v=&quot;0&quot;/>&lt;prop k=&quot;dash_pattern_offset_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/>&lt;prop k=&quot;dash_pattern_offset_unit&quot; v=&quot;MM&quot;/>&lt;prop k=&quot;draw_inside_polygon&quot; v=&quot;0&quot;/>&lt;prop k=&quot;joinstyle&quot; v=&quot;bevel&quot;/>&lt;prop k=&quot;line_color&quot; v=&quot;60,60,60,255&quot;/>&lt;prop k=&quot;line_style&quot; v=&quot;solid&quot;/>&lt;prop k=&quot;line_width&quot; v=&quot;0.3&quot;/>&lt;prop k=&quot;line_width_unit&quot; v=&quot;MM&quot;/>&lt;prop k=&quot;offset&quot; v=&quot;0&quot;/>&lt;prop k=&quot;offset_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/>&lt;prop k=&quot;offset_unit&quot; v=&quot;MM&quot;/>&lt;prop k=&quot;ring_filter&quot; v=&quot;0&quot;/>&lt;prop k=&quot;trim_distance_end&quot; v=&quot;0&quot;/>&lt;prop k=&quot;trim_distance_end_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/>&lt;prop k=&quot;trim_distance_end_unit&quot; v=&quot;MM&quot;/>&lt;prop k=&quot;trim_distance_start&quot; v=&quot;0&quot;/>&lt;prop k=&quot;trim_distance_start_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/>&lt;prop k=&quot;trim_distance_start_unit&quot; v=&quot;MM&quot;/>&lt;prop k=&quot;tweak_dash_pattern_on_corners&quot; v=&quot;0&quot;/>&lt;prop k=&quot;use_custom_dash&quot; v=&quot;0&quot;/>&lt;prop k=&quot;width_map_unit_scale&quot; v=&quot;3x:0,0,0,0,0,0&quot;/>&lt;data_defined_properties>&lt;Option type=&quot;Map&quot;>&lt;Option type=&quot;QString&quot; name=&quot;name&quot; value=&quot;&quot;/>&lt;Option name=&quot;properties&quot;/>&lt;Option type=&quot;QString&quot; name=&quot;type&quot; value=&quot;collection&quot;/>&lt;/Option>&lt;/data_defined_properties>&lt;/layer>&lt;/symbol>"/>
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
    <field name="label_noise" configurationFlags="None"/>
    <field name="share_image" configurationFlags="None"/>
    <field name="share_terrain" configurationFlags="None"/>
    <field name="share_motion" configurationFlags="None"/>
    <field name="shift_image" configurationFlags="None"/>
    <field name="shift_terrain" configurationFlags="None"/>
    <field name="shift_motion" configurationFlags="None"/>
    <field name="main_source" configurationFlags="None"/>
    <field name="gone_without" configurationFlags="None"/>
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
    <field name="seen_by" configurationFlags="None"/>
    <field name="v_east" configurationFlags="None"/>
    <field name="v_up" configurationFlags="None"/>
    <field name="trend" configurationFlags="None"/>
    <field name="trend_share" configurationFlags="None"/>
    <field name="break_date" configurationFlags="None"/>
    <field name="break_spread" configurationFlags="None"/>
    <field name="speed_now" configurationFlags="None"/>
    <field name="speed_now_std" configurationFlags="None"/>
    <field name="acceleration" configurationFlags="None"/>
    <field name="acceleration_std" configurationFlags="None"/>
    <field name="jump_share" configurationFlags="None"/>
    <field name="v_slope" configurationFlags="None"/>
    <field name="hotspot_mean" configurationFlags="None"/>
    <field name="slope_mean" configurationFlags="None"/>
    <field name="slope_max" configurationFlags="None"/>
    <field name="aspect_mean" configurationFlags="None"/>
    <field name="elev_min" configurationFlags="None"/>
    <field name="elev_max" configurationFlags="None"/>
    <field name="relief_m" configurationFlags="None"/>
    <field name="crosses" configurationFlags="None"/>
    <field name="split_at" configurationFlags="None"/>
    <field name="sensitivity" configurationFlags="None"/>
    <field name="visibility" configurationFlags="None"/>
    <field name="quality" configurationFlags="None"/>
    <field name="status" configurationFlags="None"/>
    <field name="model" configurationFlags="None"/>
    <field name="stack" configurationFlags="None"/>
    <field name="threshold" configurationFlags="None"/>
    <field name="seed_threshold" configurationFlags="None"/>
    <field name="date" configurationFlags="None"/>
    <field name="motion_kind" configurationFlags="None"/>
    <field name="kind_p" configurationFlags="None"/>
    <field name="kind_next" configurationFlags="None"/>
    <field name="landslide_p" configurationFlags="None"/>
    <field name="kind_why" configurationFlags="None"/>
  </fieldConfiguration>
  <aliases>
    <alias name="area" field="area_id" index="0"/>
    <alias name="area (m²)" field="area_m2" index="1"/>
    <alias name="perimeter (m)" field="perimeter_m" index="2"/>
    <alias name="length down the slope (m)" field="length_m" index="3"/>
    <alias name="width across the slope (m)" field="width_m" index="4"/>
    <alias name="length / width" field="elongation" index="5"/>
    <alias name="mean probability (0 to 1)" field="probability_mean" index="6"/>
    <alias name="largest probability (0 to 1)" field="probability_max" index="7"/>
    <alias name="mean standard deviation of the probability (0 to 1)" field="probability_std" index="8"/>
    <alias name="mean standard deviation that more data would not mend (0 to 0.5)" field="label_noise" index="9"/>
    <alias name="share of the image in the probability (0 to 1)" field="share_image" index="10"/>
    <alias name="share of the terrain in the probability (0 to 1)" field="share_terrain" index="11"/>
    <alias name="share of the motion in the probability (0 to 1)" field="share_motion" index="12"/>
    <alias name="shift of the outline without the image (m)" field="shift_image" index="13"/>
    <alias name="shift of the outline without the terrain (m)" field="shift_terrain" index="14"/>
    <alias name="shift of the outline without the motion (m)" field="shift_motion" index="15"/>
    <alias name="source that gives half of the probability or more" field="main_source" index="16"/>
    <alias name="sources without which there is no area" field="gone_without" index="17"/>
    <alias name="targets" field="n_targets" index="18"/>
    <alias name="density of targets (1/km²)" field="targets_km2" index="19"/>
    <alias name="mean velocity (mm/yr)" field="v_mean" index="20"/>
    <alias name="median velocity (mm/yr)" field="v_median" index="21"/>
    <alias name="lowest velocity (mm/yr)" field="v_min" index="22"/>
    <alias name="highest velocity (mm/yr)" field="v_max" index="23"/>
    <alias name="largest |velocity| (mm/yr)" field="v_absmax" index="24"/>
    <alias name="95 % quantile of |velocity| (mm/yr)" field="v_p95" index="25"/>
    <alias name="standard deviation of the velocity (mm/yr)" field="v_std" index="26"/>
    <alias name="motion along the line of sight" field="sign" index="27"/>
    <alias name="activity by |median velocity|" field="activity" index="28"/>
    <alias name="mean Gi* z-score" field="gi_z_mean" index="29"/>
    <alias name="Gi* z-score of largest magnitude" field="gi_z_max" index="30"/>
    <alias name="mean coherence (0 to 1)" field="coherence_mean" index="31"/>
    <alias name="orbits that see the motion: a ascending, d descending" field="seen_by" index="32"/>
    <alias name="median velocity to the east (mm/yr)" field="v_east" index="33"/>
    <alias name="median velocity upwards (mm/yr)" field="v_up" index="34"/>
    <alias name="kind of motion of most targets" field="trend" index="35"/>
    <alias name="share of the targets that agree (0 to 1)" field="trend_share" index="36"/>
    <alias name="date of the break" field="break_date" index="37"/>
    <alias name="spread of the dates of the break (days)" field="break_spread" index="38"/>
    <alias name="median velocity at the end of the series (mm/yr)" field="speed_now" index="39"/>
    <alias name="spread of the velocity at the end (mm/yr)" field="speed_now_std" index="40"/>
    <alias name="median acceleration (mm/yr²)" field="acceleration" index="41"/>
    <alias name="spread of the acceleration (mm/yr²)" field="acceleration_std" index="42"/>
    <alias name="share of the targets with jumps (0 to 1)" field="jump_share" index="43"/>
    <alias name="median velocity down the slope (mm/yr)" field="v_slope" index="44"/>
    <alias name="mean hot spot density (z/km²)" field="hotspot_mean" index="45"/>
    <alias name="mean slope (°)" field="slope_mean" index="46"/>
    <alias name="steepest slope (°)" field="slope_max" index="47"/>
    <alias name="mean aspect (° from north)" field="aspect_mean" index="48"/>
    <alias name="lowest elevation (m)" field="elev_min" index="49"/>
    <alias name="highest elevation (m)" field="elev_max" index="50"/>
    <alias name="relief (m)" field="relief_m" index="51"/>
    <alias name="what the area crosses: a ridge or a river" field="crosses" index="52"/>
    <alias name="what the area was cut at: a ridge or a river" field="split_at" index="53"/>
    <alias name="mean share of a motion down the slope that is seen (0 to 1)" field="sensitivity" index="54"/>
    <alias name="visibility of a motion down the slope" field="visibility" index="55"/>
    <alias name="quality, 1 (best) to 4" field="quality" index="56"/>
    <alias name="review status" field="status" index="57"/>
    <alias name="model" field="model" index="58"/>
    <alias name="feature stack" field="stack" index="59"/>
    <alias name="threshold of the probability" field="threshold" index="60"/>
    <alias name="probability that the area reaches somewhere" field="seed_threshold" index="61"/>
    <alias name="date of the prediction" field="date" index="62"/>
    <alias name="kind of motion of the area" field="motion_kind" index="63"/>
    <alias name="probability of that kind (0 to 1)" field="kind_p" index="64"/>
    <alias name="next probable kind" field="kind_next" index="65"/>
    <alias name="probability that it is a landslide (0 to 1)" field="landslide_p" index="66"/>
    <alias name="what spoke most for the kind" field="kind_why" index="67"/>
  </aliases>
  <defaults>
    <default expression="" field="area_id" applyOnUpdate="0"/>
    <default expression="" field="area_m2" applyOnUpdate="0"/>
    <default expression="" field="perimeter_m" applyOnUpdate="0"/>
    <default expression="" field="length_m" applyOnUpdate="0"/>
    <default expression="" field="width_m" applyOnUpdate="0"/>
    <default expression="" field="elongation" applyOnUpdate="0"/>
    <default expression="" field="probability_mean" applyOnUpdate="0"/>
    <default expression="" field="probability_max" applyOnUpdate="0"/>
    <default expression="" field="probability_std" applyOnUpdate="0"/>
    <default expression="" field="label_noise" applyOnUpdate="0"/>
    <default expression="" field="share_image" applyOnUpdate="0"/>
    <default expression="" field="share_terrain" applyOnUpdate="0"/>
    <default expression="" field="share_motion" applyOnUpdate="0"/>
    <default expression="" field="shift_image" applyOnUpdate="0"/>
    <default expression="" field="shift_terrain" applyOnUpdate="0"/>
    <default expression="" field="shift_motion" applyOnUpdate="0"/>
    <default expression="" field="main_source" applyOnUpdate="0"/>
    <default expression="" field="gone_without" applyOnUpdate="0"/>
    <default expression="" field="n_targets" applyOnUpdate="0"/>
    <default expression="" field="targets_km2" applyOnUpdate="0"/>
    <default expression="" field="v_mean" applyOnUpdate="0"/>
    <default expression="" field="v_median" applyOnUpdate="0"/>
    <default expression="" field="v_min" applyOnUpdate="0"/>
    <default expression="" field="v_max" applyOnUpdate="0"/>
    <default expression="" field="v_absmax" applyOnUpdate="0"/>
    <default expression="" field="v_p95" applyOnUpdate="0"/>
    <default expression="" field="v_std" applyOnUpdate="0"/>
    <default expression="" field="sign" applyOnUpdate="0"/>
    <default expression="" field="activity" applyOnUpdate="0"/>
    <default expression="" field="gi_z_mean" applyOnUpdate="0"/>
    <default expression="" field="gi_z_max" applyOnUpdate="0"/>
    <default expression="" field="coherence_mean" applyOnUpdate="0"/>
    <default expression="" field="seen_by" applyOnUpdate="0"/>
    <default expression="" field="v_east" applyOnUpdate="0"/>
    <default expression="" field="v_up" applyOnUpdate="0"/>
    <default expression="" field="trend" applyOnUpdate="0"/>
    <default expression="" field="trend_share" applyOnUpdate="0"/>
    <default expression="" field="break_date" applyOnUpdate="0"/>
    <default expression="" field="break_spread" applyOnUpdate="0"/>
    <default expression="" field="speed_now" applyOnUpdate="0"/>
    <default expression="" field="speed_now_std" applyOnUpdate="0"/>
    <default expression="" field="acceleration" applyOnUpdate="0"/>
    <default expression="" field="acceleration_std" applyOnUpdate="0"/>
    <default expression="" field="jump_share" applyOnUpdate="0"/>
    <default expression="" field="v_slope" applyOnUpdate="0"/>
    <default expression="" field="hotspot_mean" applyOnUpdate="0"/>
    <default expression="" field="slope_mean" applyOnUpdate="0"/>
    <default expression="" field="slope_max" applyOnUpdate="0"/>
    <default expression="" field="aspect_mean" applyOnUpdate="0"/>
    <default expression="" field="elev_min" applyOnUpdate="0"/>
    <default expression="" field="elev_max" applyOnUpdate="0"/>
    <default expression="" field="relief_m" applyOnUpdate="0"/>
    <default expression="" field="crosses" applyOnUpdate="0"/>
    <default expression="" field="split_at" applyOnUpdate="0"/>
    <default expression="" field="sensitivity" applyOnUpdate="0"/>
    <default expression="" field="visibility" applyOnUpdate="0"/>
    <default expression="" field="quality" applyOnUpdate="0"/>
    <default expression="" field="status" applyOnUpdate="0"/>
    <default expression="" field="model" applyOnUpdate="0"/>
    <default expression="" field="stack" applyOnUpdate="0"/>
    <default expression="" field="threshold" applyOnUpdate="0"/>
    <default expression="" field="seed_threshold" applyOnUpdate="0"/>
    <default expression="" field="date" applyOnUpdate="0"/>
    <default expression="" field="motion_kind" applyOnUpdate="0"/>
    <default expression="" field="kind_p" applyOnUpdate="0"/>
    <default expression="" field="kind_next" applyOnUpdate="0"/>
    <default expression="" field="landslide_p" applyOnUpdate="0"/>
    <default expression="" field="kind_why" applyOnUpdate="0"/>
  </defaults>
  <constraints>
    <constraint unique_strength="0" exp_strength="0" field="area_id" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="area_m2" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="perimeter_m" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="length_m" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="width_m" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="elongation" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="probability_mean" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="probability_max" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="probability_std" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="label_noise" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="share_image" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="share_terrain" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="share_motion" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="shift_image" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="shift_terrain" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="shift_motion" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="main_source" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="gone_without" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="n_targets" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="targets_km2" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="v_mean" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="v_median" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="v_min" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="v_max" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="v_absmax" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="v_p95" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="v_std" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="sign" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="activity" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="gi_z_mean" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="gi_z_max" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="coherence_mean" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="seen_by" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="v_east" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="v_up" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="trend" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="trend_share" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="break_date" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="break_spread" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="speed_now" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="speed_now_std" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="acceleration" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="acceleration_std" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="jump_share" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="v_slope" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="hotspot_mean" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="slope_mean" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="slope_max" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="aspect_mean" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="elev_min" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="elev_max" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="relief_m" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="crosses" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="split_at" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="sensitivity" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="visibility" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="quality" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="status" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="model" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="stack" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="threshold" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="seed_threshold" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="date" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="motion_kind" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="kind_p" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="kind_next" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="landslide_p" notnull_strength="0" constraints="0"/>
    <constraint unique_strength="0" exp_strength="0" field="kind_why" notnull_strength="0" constraints="0"/>
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
    <constraint desc="" field="label_noise" exp=""/>
    <constraint desc="" field="share_image" exp=""/>
    <constraint desc="" field="share_terrain" exp=""/>
    <constraint desc="" field="share_motion" exp=""/>
    <constraint desc="" field="shift_image" exp=""/>
    <constraint desc="" field="shift_terrain" exp=""/>
    <constraint desc="" field="shift_motion" exp=""/>
    <constraint desc="" field="main_source" exp=""/>
    <constraint desc="" field="gone_without" exp=""/>
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
    <constraint desc="" field="seen_by" exp=""/>
    <constraint desc="" field="v_east" exp=""/>
    <constraint desc="" field="v_up" exp=""/>
    <constraint desc="" field="trend" exp=""/>
    <constraint desc="" field="trend_share" exp=""/>
    <constraint desc="" field="break_date" exp=""/>
    <constraint desc="" field="break_spread" exp=""/>
    <constraint desc="" field="speed_now" exp=""/>
    <constraint desc="" field="speed_now_std" exp=""/>
    <constraint desc="" field="acceleration" exp=""/>
    <constraint desc="" field="acceleration_std" exp=""/>
    <constraint desc="" field="jump_share" exp=""/>
    <constraint desc="" field="v_slope" exp=""/>
    <constraint desc="" field="hotspot_mean" exp=""/>
    <constraint desc="" field="slope_mean" exp=""/>
    <constraint desc="" field="slope_max" exp=""/>
    <constraint desc="" field="aspect_mean" exp=""/>
    <constraint desc="" field="elev_min" exp=""/>
    <constraint desc="" field="elev_max" exp=""/>
    <constraint desc="" field="relief_m" exp=""/>
    <constraint desc="" field="crosses" exp=""/>
    <constraint desc="" field="split_at" exp=""/>
    <constraint desc="" field="sensitivity" exp=""/>
    <constraint desc="" field="visibility" exp=""/>
    <constraint desc="" field="quality" exp=""/>
    <constraint desc="" field="status" exp=""/>
    <constraint desc="" field="model" exp=""/>
    <constraint desc="" field="stack" exp=""/>
    <constraint desc="" field="threshold" exp=""/>
    <constraint desc="" field="seed_threshold" exp=""/>
    <constraint desc="" field="date" exp=""/>
    <constraint desc="" field="motion_kind" exp=""/>
    <constraint desc="" field="kind_p" exp=""/>
    <constraint desc="" field="kind_next" exp=""/>
    <constraint desc="" field="landslide_p" exp=""/>
    <constraint desc="" field="kind_why" exp=""/>
  </constraintExpressions>
  <expressionfields/>
  <layerGeometryType>2</layerGeometryType>
</qgis>
