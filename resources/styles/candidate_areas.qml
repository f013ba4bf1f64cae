<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16-Białowieża" simplifyDrawingHints="1" simplifyMaxScale="1" styleCategories="Symbology|Fields|Rendering" maxScale="0" simplifyAlgorithm="0" simplifyDrawingTol="1" symbologyReferenceScale="-1" simplifyLocal="1" minScale="100000000" hasScaleBasedVisibilityFlag="0">
  <renderer-v2 symbollevels="0" referencescale="-1" attr="sign" forceraster="0" enableorderby="0" type="categorizedSymbol">
    <categories>
      <category render="true" value="away" symbol="0" label="candidate area, away from the satellite"/>
      <category render="true" value="towards" symbol="1" label="candidate area, towards the satellite"/>
      <category render="true" value="mixed" symbol="2" label="candidate area, both"/>
    </categories>
    <symbols>
      <symbol clip_to_extent="1" name="0" alpha="1" type="fill" force_rhr="0">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" value="" type="QString"/>
            <Option name="properties"/>
            <Option name="type" value="collection" type="QString"/>
          </Option>
        </data_defined_properties>
        <layer pass="0" enabled="1" locked="0" class="SimpleFill">
          <Option type="Map">
            <Option name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0" type="QString"/>
            <Option name="color" value="0,0,255,255" type="QString"/>
            <Option name="joinstyle" value="bevel" type="QString"/>
            <Option name="offset" value="0,0" type="QString"/>
            <Option name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" type="QString"/>
            <Option name="offset_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="255,255,255,200" type="QString"/>
            <Option name="outline_style" value="solid" type="QString"/>
            <Option name="outline_width" value="1" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
            <Option name="style" value="no" type="QString"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="0,0,255,255"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="255,255,255,200"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="1"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="no"/>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" value="" type="QString"/>
              <Option name="properties"/>
              <Option name="type" value="collection" type="QString"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer pass="0" enabled="1" locked="0" class="SimpleFill">
          <Option type="Map">
            <Option name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0" type="QString"/>
            <Option name="color" value="178,24,43,25" type="QString"/>
            <Option name="joinstyle" value="bevel" type="QString"/>
            <Option name="offset" value="0,0" type="QString"/>
            <Option name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" type="QString"/>
            <Option name="offset_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="178,24,43,255" type="QString"/>
            <Option name="outline_style" value="dash" type="QString"/>
            <Option name="outline_width" value="0.5" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
            <Option name="style" value="solid" type="QString"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="178,24,43,25"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="178,24,43,255"/>
          <prop k="outline_style" v="dash"/>
          <prop k="outline_width" v="0.5"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="solid"/>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" value="" type="QString"/>
              <Option name="properties"/>
              <Option name="type" value="collection" type="QString"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol clip_to_extent="1" name="1" alpha="1" type="fill" force_rhr="0">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" value="" type="QString"/>
            <Option name="properties"/>
            <Option name="type" value="collection" type="QString"/>
          </Option>
        </data_defined_properties>
        <layer pass="0" enabled="1" locked="0" class="SimpleFill">
          <Option type="Map">
            <Option name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0" type="QString"/>
            <Option name="color" value="0,0,255,255" type="QString"/>
            <Option name="joinstyle" value="bevel" type="QString"/>
            <Option name="offset" value="0,0" type="QString"/>
            <Option name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" type="QString"/>
            <Option name="offset_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="255,255,255,200" type="QString"/>
            <Option name="outline_style" value="solid" type="QString"/>
            <Option name="outline_width" value="1" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
            <Option name="style" value="no" type="QString"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="0,0,255,255"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="255,255,255,200"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="1"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="no"/>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" value="" type="QString"/>
              <Option name="properties"/>
              <Option name="type" value="collection" type="QString"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer pass="0" enabled="1" locked="0" class="SimpleFill">
          <Option type="Map">
            <Option name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0" type="QString"/>
            <Option name="color" value="33,102,172,25" type="QString"/>
            <Option name="joinstyle" value="bevel" type="QString"/>
            <Option name="offset" value="0,0" type="QString"/>
            <Option name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" type="QString"/>
            <Option name="offset_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="33,102,172,255" type="QString"/>
            <Option name="outline_style" value="dash" type="QString"/>
            <Option name="outline_width" value="0.5" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
            <Option name="style" value="solid" type="QString"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="33,102,172,25"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="33,102,172,255"/>
          <prop k="outline_style" v="dash"/>
          <prop k="outline_width" v="0.5"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="solid"/>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" value="" type="QString"/>
              <Option name="properties"/>
              <Option name="type" value="collection" type="QString"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol clip_to_extent="1" name="2" alpha="1" type="fill" force_rhr="0">
        <data_defined_properties>
          <Option type="Map">
            <Option name="name" value="" type="QString"/>
            <Option name="properties"/>
            <Option name="type" value="collection" type="QString"/>
          </Option>
        </data_defined_properties>
        <layer pass="0" enabled="1" locked="0" class="SimpleFill">
          <Option type="Map">
            <Option name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0" type="QString"/>
            <Option name="color" value="0,0,255,255" type="QString"/>
            <Option name="joinstyle" value="bevel" type="QString"/>
            <Option name="offset" value="0,0" type="QString"/>
            <Option name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" type="QString"/>
            <Option name="offset_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="255,255,255,200" type="QString"/>
            <Option name="outline_style" value="solid" type="QString"/>
            <Option name="outline_width" value="1" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
            <Option name="style" value="no" type="QString"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="0,0,255,255"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="255,255,255,200"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="1"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="no"/>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" value="" type="QString"/>
              <Option name="properties"/>
              <Option name="type" value="collection" type="QString"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer pass="0" enabled="1" locked="0" class="SimpleFill">
          <Option type="Map">
            <Option name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0" type="QString"/>
            <Option name="color" value="123,50,148,25" type="QString"/>
            <Option name="joinstyle" value="bevel" type="QString"/>
            <Option name="offset" value="0,0" type="QString"/>
            <Option name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" type="QString"/>
            <Option name="offset_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="123,50,148,255" type="QString"/>
            <Option name="outline_style" value="dash" type="QString"/>
            <Option name="outline_width" value="0.5" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
            <Option name="style" value="solid" type="QString"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="123,50,148,25"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="123,50,148,255"/>
          <prop k="outline_style" v="dash"/>
          <prop k="outline_width" v="0.5"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="solid"/>
          <data_defined_properties>
            <Option type="Map">
              <Option name="name" value="" type="QString"/>
              <Option name="properties"/>
              <Option name="type" value="collection" type="QString"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
    </symbols>
    <rotation/>
    <sizescale/>
  </renderer-v2>
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
    <alias name="area" index="0" field="area_id"/>
    <alias name="area (m²)" index="1" field="area_m2"/>
    <alias name="perimeter (m)" index="2" field="perimeter_m"/>
    <alias name="length down the slope (m)" index="3" field="length_m"/>
    <alias name="width across the slope (m)" index="4" field="width_m"/>
    <alias name="length / width" index="5" field="elongation"/>
    <alias name="mean probability (0 to 1)" index="6" field="probability_mean"/>
    <alias name="largest probability (0 to 1)" index="7" field="probability_max"/>
    <alias name="mean standard deviation of the probability (0 to 1)" index="8" field="probability_std"/>
    <alias name="targets" index="9" field="n_targets"/>
    <alias name="density of targets (1/km²)" index="10" field="targets_km2"/>
    <alias name="mean velocity (mm/yr)" index="11" field="v_mean"/>
    <alias name="median velocity (mm/yr)" index="12" field="v_median"/>
    <alias name="lowest velocity (mm/yr)" index="13" field="v_min"/>
    <alias name="highest velocity (mm/yr)" index="14" field="v_max"/>
    <alias name="largest |velocity| (mm/yr)" index="15" field="v_absmax"/>
    <alias name="95 % quantile of |velocity| (mm/yr)" index="16" field="v_p95"/>
    <alias name="standard deviation of the velocity (mm/yr)" index="17" field="v_std"/>
    <alias name="motion along the line of sight" index="18" field="sign"/>
    <alias name="activity by |median velocity|" index="19" field="activity"/>
    <alias name="mean Gi* z-score" index="20" field="gi_z_mean"/>
    <alias name="Gi* z-score of largest magnitude" index="21" field="gi_z_max"/>
    <alias name="mean coherence (0 to 1)" index="22" field="coherence_mean"/>
    <alias name="median velocity down the slope (mm/yr)" index="23" field="v_slope"/>
    <alias name="mean hot spot density (z/km²)" index="24" field="hotspot_mean"/>
    <alias name="mean slope (°)" index="25" field="slope_mean"/>
    <alias name="steepest slope (°)" index="26" field="slope_max"/>
    <alias name="mean aspect (° from north)" index="27" field="aspect_mean"/>
    <alias name="lowest elevation (m)" index="28" field="elev_min"/>
    <alias name="highest elevation (m)" index="29" field="elev_max"/>
    <alias name="relief (m)" index="30" field="relief_m"/>
    <alias name="mean share of a motion down the slope that is seen (0 to 1)" index="31" field="sensitivity"/>
    <alias name="visibility of a motion down the slope" index="32" field="visibility"/>
    <alias name="quality, 1 (best) to 4" index="33" field="quality"/>
    <alias name="review status" index="34" field="status"/>
    <alias name="model" index="35" field="model"/>
    <alias name="threshold of the probability" index="36" field="threshold"/>
    <alias name="probability that the area reaches somewhere" index="37" field="seed_threshold"/>
    <alias name="date of the prediction" index="38" field="date"/>
  </aliases>
  <defaults>
    <default expression="" applyOnUpdate="0" field="area_id"/>
    <default expression="" applyOnUpdate="0" field="area_m2"/>
    <default expression="" applyOnUpdate="0" field="perimeter_m"/>
    <default expression="" applyOnUpdate="0" field="length_m"/>
    <default expression="" applyOnUpdate="0" field="width_m"/>
    <default expression="" applyOnUpdate="0" field="elongation"/>
    <default expression="" applyOnUpdate="0" field="probability_mean"/>
    <default expression="" applyOnUpdate="0" field="probability_max"/>
    <default expression="" applyOnUpdate="0" field="probability_std"/>
    <default expression="" applyOnUpdate="0" field="n_targets"/>
    <default expression="" applyOnUpdate="0" field="targets_km2"/>
    <default expression="" applyOnUpdate="0" field="v_mean"/>
    <default expression="" applyOnUpdate="0" field="v_median"/>
    <default expression="" applyOnUpdate="0" field="v_min"/>
    <default expression="" applyOnUpdate="0" field="v_max"/>
    <default expression="" applyOnUpdate="0" field="v_absmax"/>
    <default expression="" applyOnUpdate="0" field="v_p95"/>
    <default expression="" applyOnUpdate="0" field="v_std"/>
    <default expression="" applyOnUpdate="0" field="sign"/>
    <default expression="" applyOnUpdate="0" field="activity"/>
    <default expression="" applyOnUpdate="0" field="gi_z_mean"/>
    <default expression="" applyOnUpdate="0" field="gi_z_max"/>
    <default expression="" applyOnUpdate="0" field="coherence_mean"/>
    <default expression="" applyOnUpdate="0" field="v_slope"/>
    <default expression="" applyOnUpdate="0" field="hotspot_mean"/>
    <default expression="" applyOnUpdate="0" field="slope_mean"/>
    <default expression="" applyOnUpdate="0" field="slope_max"/>
    <default expression="" applyOnUpdate="0" field="aspect_mean"/>
    <default expression="" applyOnUpdate="0" field="elev_min"/>
    <default expression="" applyOnUpdate="0" field="elev_max"/>
    <default expression="" applyOnUpdate="0" field="relief_m"/>
    <default expression="" applyOnUpdate="0" field="sensitivity"/>
    <default expression="" applyOnUpdate="0" field="visibility"/>
    <default expression="" applyOnUpdate="0" field="quality"/>
    <default expression="" applyOnUpdate="0" field="status"/>
    <default expression="" applyOnUpdate="0" field="model"/>
    <default expression="" applyOnUpdate="0" field="threshold"/>
    <default expression="" applyOnUpdate="0" field="seed_threshold"/>
    <default expression="" applyOnUpdate="0" field="date"/>
  </defaults>
  <constraints>
    <constraint constraints="0" exp_strength="0" field="area_id" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="area_m2" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="perimeter_m" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="length_m" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="width_m" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="elongation" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="probability_mean" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="probability_max" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="probability_std" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="n_targets" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="targets_km2" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="v_mean" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="v_median" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="v_min" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="v_max" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="v_absmax" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="v_p95" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="v_std" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="sign" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="activity" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="gi_z_mean" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="gi_z_max" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="coherence_mean" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="v_slope" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="hotspot_mean" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="slope_mean" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="slope_max" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="aspect_mean" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="elev_min" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="elev_max" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="relief_m" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="sensitivity" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="visibility" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="quality" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="status" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="model" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="threshold" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="seed_threshold" notnull_strength="0" unique_strength="0"/>
    <constraint constraints="0" exp_strength="0" field="date" notnull_strength="0" unique_strength="0"/>
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
