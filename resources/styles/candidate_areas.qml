<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis simplifyDrawingTol="1" simplifyLocal="1" version="3.22.16-Białowieża" maxScale="0" simplifyMaxScale="1" styleCategories="Symbology|Fields|Rendering" simplifyDrawingHints="1" hasScaleBasedVisibilityFlag="0" simplifyAlgorithm="0" symbologyReferenceScale="-1" minScale="100000000">
  <renderer-v2 type="categorizedSymbol" attr="sign" referencescale="-1" enableorderby="0" forceraster="0" symbollevels="0">
    <categories>
      <category render="true" value="away" label="candidate area, away from the satellite" symbol="0"/>
      <category render="true" value="towards" label="candidate area, towards the satellite" symbol="1"/>
      <category render="true" value="mixed" label="candidate area, both" symbol="2"/>
    </categories>
    <symbols>
      <symbol type="fill" alpha="1" force_rhr="0" name="0" clip_to_extent="1">
        <data_defined_properties>
          <Option type="Map">
            <Option value="" type="QString" name="name"/>
            <Option name="properties"/>
            <Option value="collection" type="QString" name="type"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" pass="0" locked="0" enabled="1">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="0,0,255,255" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="255,255,255,200" type="QString" name="outline_color"/>
            <Option value="solid" type="QString" name="outline_style"/>
            <Option value="1" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="no" type="QString" name="style"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="0,0,255,255" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="255,255,255,200" k="outline_color"/>
          <prop v="solid" k="outline_style"/>
          <prop v="1" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="no" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" pass="0" locked="0" enabled="1">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="178,24,43,25" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="178,24,43,255" type="QString" name="outline_color"/>
            <Option value="dash" type="QString" name="outline_style"/>
            <Option value="0.5" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="solid" type="QString" name="style"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="178,24,43,25" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="178,24,43,255" k="outline_color"/>
          <prop v="dash" k="outline_style"/>
          <prop v="0.5" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="solid" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol type="fill" alpha="1" force_rhr="0" name="1" clip_to_extent="1">
        <data_defined_properties>
          <Option type="Map">
            <Option value="" type="QString" name="name"/>
            <Option name="properties"/>
            <Option value="collection" type="QString" name="type"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" pass="0" locked="0" enabled="1">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="0,0,255,255" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="255,255,255,200" type="QString" name="outline_color"/>
            <Option value="solid" type="QString" name="outline_style"/>
            <Option value="1" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="no" type="QString" name="style"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="0,0,255,255" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="255,255,255,200" k="outline_color"/>
          <prop v="solid" k="outline_style"/>
          <prop v="1" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="no" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" pass="0" locked="0" enabled="1">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="33,102,172,25" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="33,102,172,255" type="QString" name="outline_color"/>
            <Option value="dash" type="QString" name="outline_style"/>
            <Option value="0.5" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="solid" type="QString" name="style"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="33,102,172,25" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="33,102,172,255" k="outline_color"/>
          <prop v="dash" k="outline_style"/>
          <prop v="0.5" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="solid" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
      <symbol type="fill" alpha="1" force_rhr="0" name="2" clip_to_extent="1">
        <data_defined_properties>
          <Option type="Map">
            <Option value="" type="QString" name="name"/>
            <Option name="properties"/>
            <Option value="collection" type="QString" name="type"/>
          </Option>
        </data_defined_properties>
        <layer class="SimpleFill" pass="0" locked="0" enabled="1">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="0,0,255,255" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="255,255,255,200" type="QString" name="outline_color"/>
            <Option value="solid" type="QString" name="outline_style"/>
            <Option value="1" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="no" type="QString" name="style"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="0,0,255,255" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="255,255,255,200" k="outline_color"/>
          <prop v="solid" k="outline_style"/>
          <prop v="1" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="no" k="style"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" type="QString" name="name"/>
              <Option name="properties"/>
              <Option value="collection" type="QString" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
        <layer class="SimpleFill" pass="0" locked="0" enabled="1">
          <Option type="Map">
            <Option value="3x:0,0,0,0,0,0" type="QString" name="border_width_map_unit_scale"/>
            <Option value="123,50,148,25" type="QString" name="color"/>
            <Option value="bevel" type="QString" name="joinstyle"/>
            <Option value="0,0" type="QString" name="offset"/>
            <Option value="3x:0,0,0,0,0,0" type="QString" name="offset_map_unit_scale"/>
            <Option value="MM" type="QString" name="offset_unit"/>
            <Option value="123,50,148,255" type="QString" name="outline_color"/>
            <Option value="dash" type="QString" name="outline_style"/>
            <Option value="0.5" type="QString" name="outline_width"/>
            <Option value="MM" type="QString" name="outline_width_unit"/>
            <Option value="solid" type="QString" name="style"/>
          </Option>
          <prop v="3x:0,0,0,0,0,0" k="border_width_map_unit_scale"/>
          <prop v="123,50,148,25" k="color"/>
          <prop v="bevel" k="joinstyle"/>
          <prop v="0,0" k="offset"/>
          <prop v="3x:0,0,0,0,0,0" k="offset_map_unit_scale"/>
          <prop v="MM" k="offset_unit"/>
          <prop v="123,50,148,255" k="outline_color"/>
          <prop v="dash" k="outline_style"/>
          <prop v="0.5" k="outline_width"/>
          <prop v="MM" k="outline_width_unit"/>
          <prop v="solid" k="style"/>
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
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field configurationFlags="None" name="area_id"/>
    <field configurationFlags="None" name="area_m2"/>
    <field configurationFlags="None" name="perimeter_m"/>
    <field configurationFlags="None" name="probability_mean"/>
    <field configurationFlags="None" name="probability_max"/>
    <field configurationFlags="None" name="n_targets"/>
    <field configurationFlags="None" name="targets_km2"/>
    <field configurationFlags="None" name="v_mean"/>
    <field configurationFlags="None" name="v_median"/>
    <field configurationFlags="None" name="v_min"/>
    <field configurationFlags="None" name="v_max"/>
    <field configurationFlags="None" name="v_absmax"/>
    <field configurationFlags="None" name="sign"/>
    <field configurationFlags="None" name="activity"/>
    <field configurationFlags="None" name="gi_z_mean"/>
    <field configurationFlags="None" name="gi_z_max"/>
    <field configurationFlags="None" name="coherence_mean"/>
    <field configurationFlags="None" name="hotspot_mean"/>
    <field configurationFlags="None" name="slope_mean"/>
    <field configurationFlags="None" name="slope_max"/>
    <field configurationFlags="None" name="aspect_mean"/>
    <field configurationFlags="None" name="elev_min"/>
    <field configurationFlags="None" name="elev_max"/>
    <field configurationFlags="None" name="status"/>
    <field configurationFlags="None" name="model"/>
    <field configurationFlags="None" name="threshold"/>
    <field configurationFlags="None" name="date"/>
  </fieldConfiguration>
  <aliases>
    <alias field="area_id" index="0" name="area"/>
    <alias field="area_m2" index="1" name="area (m²)"/>
    <alias field="perimeter_m" index="2" name="perimeter (m)"/>
    <alias field="probability_mean" index="3" name="mean probability (0 to 1)"/>
    <alias field="probability_max" index="4" name="largest probability (0 to 1)"/>
    <alias field="n_targets" index="5" name="targets"/>
    <alias field="targets_km2" index="6" name="density of targets (1/km²)"/>
    <alias field="v_mean" index="7" name="mean velocity (mm/yr)"/>
    <alias field="v_median" index="8" name="median velocity (mm/yr)"/>
    <alias field="v_min" index="9" name="lowest velocity (mm/yr)"/>
    <alias field="v_max" index="10" name="highest velocity (mm/yr)"/>
    <alias field="v_absmax" index="11" name="largest |velocity| (mm/yr)"/>
    <alias field="sign" index="12" name="motion along the line of sight"/>
    <alias field="activity" index="13" name="activity by |median velocity|"/>
    <alias field="gi_z_mean" index="14" name="mean Gi* z-score"/>
    <alias field="gi_z_max" index="15" name="Gi* z-score of largest magnitude"/>
    <alias field="coherence_mean" index="16" name="mean coherence (0 to 1)"/>
    <alias field="hotspot_mean" index="17" name="mean hot spot density (z/km²)"/>
    <alias field="slope_mean" index="18" name="mean slope (°)"/>
    <alias field="slope_max" index="19" name="steepest slope (°)"/>
    <alias field="aspect_mean" index="20" name="mean aspect (° from north)"/>
    <alias field="elev_min" index="21" name="lowest elevation (m)"/>
    <alias field="elev_max" index="22" name="highest elevation (m)"/>
    <alias field="status" index="23" name="review status"/>
    <alias field="model" index="24" name="model"/>
    <alias field="threshold" index="25" name="threshold of the probability"/>
    <alias field="date" index="26" name="date of the prediction"/>
  </aliases>
  <defaults>
    <default field="area_id" expression="" applyOnUpdate="0"/>
    <default field="area_m2" expression="" applyOnUpdate="0"/>
    <default field="perimeter_m" expression="" applyOnUpdate="0"/>
    <default field="probability_mean" expression="" applyOnUpdate="0"/>
    <default field="probability_max" expression="" applyOnUpdate="0"/>
    <default field="n_targets" expression="" applyOnUpdate="0"/>
    <default field="targets_km2" expression="" applyOnUpdate="0"/>
    <default field="v_mean" expression="" applyOnUpdate="0"/>
    <default field="v_median" expression="" applyOnUpdate="0"/>
    <default field="v_min" expression="" applyOnUpdate="0"/>
    <default field="v_max" expression="" applyOnUpdate="0"/>
    <default field="v_absmax" expression="" applyOnUpdate="0"/>
    <default field="sign" expression="" applyOnUpdate="0"/>
    <default field="activity" expression="" applyOnUpdate="0"/>
    <default field="gi_z_mean" expression="" applyOnUpdate="0"/>
    <default field="gi_z_max" expression="" applyOnUpdate="0"/>
    <default field="coherence_mean" expression="" applyOnUpdate="0"/>
    <default field="hotspot_mean" expression="" applyOnUpdate="0"/>
    <default field="slope_mean" expression="" applyOnUpdate="0"/>
    <default field="slope_max" expression="" applyOnUpdate="0"/>
    <default field="aspect_mean" expression="" applyOnUpdate="0"/>
    <default field="elev_min" expression="" applyOnUpdate="0"/>
    <default field="elev_max" expression="" applyOnUpdate="0"/>
    <default field="status" expression="" applyOnUpdate="0"/>
    <default field="model" expression="" applyOnUpdate="0"/>
    <default field="threshold" expression="" applyOnUpdate="0"/>
    <default field="date" expression="" applyOnUpdate="0"/>
  </defaults>
  <constraints>
    <constraint field="area_id" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="area_m2" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="perimeter_m" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="probability_mean" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="probability_max" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="n_targets" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="targets_km2" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="v_mean" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="v_median" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="v_min" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="v_max" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="v_absmax" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="sign" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="activity" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="gi_z_mean" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="gi_z_max" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="coherence_mean" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="hotspot_mean" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="slope_mean" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="slope_max" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="aspect_mean" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="elev_min" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="elev_max" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="status" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="model" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="threshold" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
    <constraint field="date" notnull_strength="0" unique_strength="0" constraints="0" exp_strength="0"/>
  </constraints>
  <constraintExpressions>
    <constraint desc="" field="area_id" exp=""/>
    <constraint desc="" field="area_m2" exp=""/>
    <constraint desc="" field="perimeter_m" exp=""/>
    <constraint desc="" field="probability_mean" exp=""/>
    <constraint desc="" field="probability_max" exp=""/>
    <constraint desc="" field="n_targets" exp=""/>
    <constraint desc="" field="targets_km2" exp=""/>
    <constraint desc="" field="v_mean" exp=""/>
    <constraint desc="" field="v_median" exp=""/>
    <constraint desc="" field="v_min" exp=""/>
    <constraint desc="" field="v_max" exp=""/>
    <constraint desc="" field="v_absmax" exp=""/>
    <constraint desc="" field="sign" exp=""/>
    <constraint desc="" field="activity" exp=""/>
    <constraint desc="" field="gi_z_mean" exp=""/>
    <constraint desc="" field="gi_z_max" exp=""/>
    <constraint desc="" field="coherence_mean" exp=""/>
    <constraint desc="" field="hotspot_mean" exp=""/>
    <constraint desc="" field="slope_mean" exp=""/>
    <constraint desc="" field="slope_max" exp=""/>
    <constraint desc="" field="aspect_mean" exp=""/>
    <constraint desc="" field="elev_min" exp=""/>
    <constraint desc="" field="elev_max" exp=""/>
    <constraint desc="" field="status" exp=""/>
    <constraint desc="" field="model" exp=""/>
    <constraint desc="" field="threshold" exp=""/>
    <constraint desc="" field="date" exp=""/>
  </constraintExpressions>
  <expressionfields/>
  <layerGeometryType>2</layerGeometryType>
</qgis>
