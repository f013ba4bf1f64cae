<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16-Białowieża" maxScale="0" styleCategories="Symbology|Fields|Rendering" hasScaleBasedVisibilityFlag="0" minScale="1e+08">
  <pipe-data-defined-properties>
    <Option type="Map">
      <Option value="" type="QString" name="name"/>
      <Option name="properties"/>
      <Option value="collection" type="QString" name="type"/>
    </Option>
  </pipe-data-defined-properties>
  <pipe>
    <provider>
      <resampling maxOversampling="2" zoomedOutResamplingMethod="nearestNeighbour" enabled="false" zoomedInResamplingMethod="nearestNeighbour"/>
    </provider>
    <rasterrenderer band="${band}" type="singlebandpseudocolor" opacity="1" classificationMin="-${limit}" classificationMax="${limit}" nodataColor="" alphaBand="-1">
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader minimumValue="-${limit}" labelPrecision="6" colorRampType="INTERPOLATED" classificationMode="1" clip="0" maximumValue="${limit}">
          <item value="-${limit}" alpha="235" label="-${limit}${lowest}" color="#b2182b"/>
          <item value="-${half}" alpha="190" label="-${half}" color="#ef8a62"/>
          <item value="-${tenth}" alpha="60" label="-${tenth}" color="#fddbc7"/>
          <item value="0" alpha="0" label="0" color="#f7f7f7"/>
          <item value="${tenth}" alpha="60" label="${tenth}" color="#d1e5f0"/>
          <item value="${half}" alpha="190" label="${half}" color="#67a9cf"/>
          <item value="${limit}" alpha="235" label="${limit}${highest}" color="#2166ac"/>
          <rampLegendSettings maximumLabel="" orientation="2" direction="0" suffix="" useContinuousLegend="1" minimumLabel="" prefix="">
            <numericFormat id="basic">
              <Option type="Map">
                <Option value="" type="QChar" name="decimal_separator"/>
                <Option value="6" type="int" name="decimals"/>
                <Option value="0" type="int" name="rounding_type"/>
                <Option value="false" type="bool" name="show_plus"/>
                <Option value="true" type="bool" name="show_thousand_separator"/>
                <Option value="false" type="bool" name="show_trailing_zeros"/>
                <Option value="" type="QChar" name="thousand_separator"/>
              </Option>
            </numericFormat>
          </rampLegendSettings>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <brightnesscontrast brightness="0" gamma="1" contrast="0"/>
    <huesaturation colorizeGreen="128" saturation="0" grayscaleMode="0" colorizeStrength="100" colorizeRed="255" colorizeOn="0" invertColors="0" colorizeBlue="128"/>
    <rasterresampler maxOversampling="2"/>
    <resamplingStage>resamplingFilter</resamplingStage>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
