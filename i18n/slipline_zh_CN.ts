<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>@default</name>
    <message>
        <location filename="../algorithms/area_input.py"/>
        <location filename="../algorithms/parameters/confidence.py"/>
        <location filename="../algorithms/tools/googleearth.py"/>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <location filename="../core/change/outputs.py"/>
        <source>areas</source>
        <translation>形变区</translation>
    </message>
    <message>
        <location filename="../algorithms/area_input.py"/>
        <source>The layer of areas has no polygon. Choose a layer with areas.</source>
        <translation>区域图层没有多边形。请选择有区域的图层。</translation>
    </message>
    <message>
        <location filename="../algorithms/base.py"/>
        <source>{name}: {help}</source>
        <translation>{name}：{help}</translation>
    </message>
    <message>
        <location filename="../algorithms/base.py"/>
        <source>Cancelled. Nothing was written.</source>
        <translation>已取消，未写入任何内容。</translation>
    </message>
    <message>
        <location filename="../algorithms/basemap.py"/>
        <source>The layer {layer} is a basemap from a server. Give an extent and a cell size in metres.</source>
        <translation>图层 {layer} 是来自服务器的底图。请给出范围和以米为单位的像元大小。</translation>
    </message>
    <message>
        <location filename="../algorithms/basemap.py"/>
        <source>The basemap {layer} shows nothing in the extent. Choose another extent or cell size.</source>
        <translation>底图 {layer} 在该范围内没有任何内容。请选择其他范围或像元大小。</translation>
    </message>
    <message>
        <location filename="../algorithms/basemap.py"/>
        <source>The server of the basemap {layer} did not give all pictures in {tries} tries: {reason}. Try later, or choose larger cells.</source>
        <translation>底图 {layer} 的服务器尝试 {tries} 次后仍未给出全部图片：{reason}。请稍后再试，或选择更大的像元。</translation>
    </message>
    <message>
        <location filename="../algorithms/chains.py"/>
        <source>landslide, InSAR, Getis, Gi*, hot spot, deformation, U-Net, segmentation, training, prediction, deep learning, workflow, model, chain</source>
        <translation>滑坡, 形变, 热点, 语义分割, 训练, 预测, 深度学习, 流程, 工作流, 模型, 一键, landslide, InSAR, Getis, Gi*, hot spot, deformation, U-Net, segmentation, training, prediction, deep learning, workflow, model, chain</translation>
    </message>
    <message>
        <location filename="../algorithms/dialog.py"/>
        <source>The run was cancelled.</source>
        <translation>运行已取消。</translation>
    </message>
    <message>
        <location filename="../algorithms/features.py"/>
        <source>The layer of {name} says that it has {said} features, but only {read} can be read: its file may be damaged. Get the whole file, or export the layer to a new one and look at what is missing.</source>
        <translation>{name}图层自称有 {said} 个要素，但只能读出 {read} 个：其文件可能已损坏。请获取完整的文件，或将图层导出为新文件并查看缺少了什么。</translation>
    </message>
    <message>
        <location filename="../algorithms/features.py"/>
        <source>The file {path} holds several layers: {layers}. Say which: add |layername=NAME to the path, or load the layer and choose it.</source>
        <translation>文件 {path} 含有多个图层：{layers}。请说明用哪一个：在路径后加上 |layername=名称，或加载该图层并选择它。</translation>
    </message>
    <message>
        <location filename="../algorithms/feedback.py"/>
        <source>In the dialog: {names}.</source>
        <translation>对话框中：{names}。</translation>
    </message>
    <message>
        <location filename="../algorithms/input_checks.py"/>
        <source>{one} and {other} are the same layer, which agrees with itself everywhere. Choose another layer for one of them.</source>
        <translation>“{one}”和“{other}”是同一个图层，与自身处处一致。请为其中之一选择另一个图层。</translation>
    </message>
    <message>
        <location filename="../algorithms/input_checks.py"/>
        <source>The layer {layer} holds {found}, not {wanted}. Choose a layer of {wanted} for &apos;{name}&apos;.</source>
        <translation>图层 {layer} 的要素是{found},而不是{wanted}。请为“{name}”选择{wanted}图层。</translation>
    </message>
    <message>
        <location filename="../algorithms/input_checks.py"/>
        <location filename="../algorithms/layers.py"/>
        <source>no geometry</source>
        <translation>无几何</translation>
    </message>
    <message>
        <location filename="../algorithms/input_checks.py"/>
        <source>{damage} Get the whole file, or repair it.</source>
        <translation>{damage}请重新获取完整的文件,或先修复它。</translation>
    </message>
    <message>
        <location filename="../algorithms/input_checks.py"/>
        <source>The layer {layer} has no field {name}; it has {fields}. Choose one of them for &apos;{parameter}&apos;.</source>
        <translation>图层 {layer} 没有字段 {name}；它有 {fields}。请为“{parameter}”选择其中之一。</translation>
    </message>
    <message>
        <location filename="../algorithms/input_checks.py"/>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../core/gis/array_process.py"/>
        <location filename="../core/image/prepare.py"/>
        <location filename="../core/targets/importing.py"/>
        <location filename="../core/training/page_recipe.py"/>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../algorithms/input_checks.py"/>
        <source>&apos;{value}&apos; is not a coordinate reference system. Choose one for &apos;{name}&apos;, for example EPSG:32633.</source>
        <translation>“{value}”不是坐标参照系。请为“{name}”选择一个,例如 EPSG:32633。</translation>
    </message>
    <message>
        <location filename="../algorithms/input_checks.py"/>
        <source>&apos;{value}&apos; is not a number that can be used. Give a number for &apos;{name}&apos;.</source>
        <translation>“{value}”不是可用的数字。请为“{name}”输入一个数字。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventory/areas.py"/>
        <source>The layer of areas has no field status: no area is accepted. Review it first, or print all areas.</source>
        <translation>形变区图层没有 status 字段，因此没有采纳的形变区。请先复核，或打印全部形变区。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventory/areas.py"/>
        <source>None of the areas has a status that is printed ({counts}). Choose other areas to print.</source>
        <translation>没有一个形变区的状态属于要打印的范围（{counts}）。请另选要打印的形变区。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventory/areas.py"/>
        <source>Areas ({count})</source>
        <translation>形变区（{count}）</translation>
    </message>
    <message>
        <location filename="../algorithms/inventory/layout.py"/>
        <source>The map cannot be written (QGIS&apos; exporter says {reason}). Choose another folder, or a smaller extent.</source>
        <translation>地图无法写入（QGIS 的导出器返回 {reason}）。请选择其他文件夹或更小的范围。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventory/layout.py"/>
        <location filename="../core/display/kmz.py"/>
        <source>SYNTHETIC: invented data, no real place</source>
        <translation>合成数据：虚构，并非真实地点</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <source>points</source>
        <translation>点</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>lines</source>
        <translation>线</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <source>polygons</source>
        <translation>面</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <location filename="../algorithms/target_input.py"/>
        <location filename="../core/areas/fields.py"/>
        <location filename="../core/training/plots.py"/>
        <location filename="../gui/review/panel.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>targets</source>
        <translation>相干目标</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <source>The layer of {name} has no point. Choose a layer with features.</source>
        <translation>“{name}”图层没有点。请选择有要素的图层。</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <source>The table {name} has no row. Choose a table with rows.</source>
        <translation>表 {name} 没有任何行。请选择有数据行的表。</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <source>The layer of {name} has no field {missing}; it has {fields}.</source>
        <translation>“{name}”图层没有字段 {missing}；它有 {fields}。</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <source>The layer of {name} holds a {found} where {wanted} are wanted. Choose another layer, or remove it.</source>
        <translation>{name}图层中有一个 {found} 要素,而这里需要的是{wanted}。请选择其他图层,或删除该要素。</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <source>The layer of {name} does not hold polygons. Choose a polygon layer.</source>
        <translation>“{name}”图层不是多边形。请选择多边形图层。</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <source>Polygon {count} of the layer of {name} cannot be brought from {source} to {target}. Check the layer&apos;s CRS.</source>
        <translation>“{name}”图层的第 {count} 个多边形无法从 {source} 转换到 {target}。请检查图层的坐标系。</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <source>The layer of {name} has no CRS. Set the layer&apos;s CRS first.</source>
        <translation>“{name}”图层没有坐标系。请先设置图层的坐标系。</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <source>The polygons of {name} lie nowhere near the other inputs. Check the layers&apos; CRS and places.</source>
        <translation>{name}的面与其他输入相距很远。请检查各图层的坐标系和位置。</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <source>The layer of {name} has no polygon. Choose a layer with features.</source>
        <translation>“{name}”图层没有多边形。请选择有要素的图层。</translation>
    </message>
    <message>
        <location filename="../algorithms/layers.py"/>
        <source>None of the {count} targets has a velocity: the field velocity is null or not a number. Choose the layer that Import coherent targets wrote.</source>
        <translation>{count} 个目标都没有速率：velocity 字段为空值或不是数。请选择“导入相干目标”写出的图层。</translation>
    </message>
    <message>
        <location filename="../algorithms/loaded_layers.py"/>
        <location filename="../algorithms/tools/demo.py"/>
        <location filename="../core/display/kmz.py"/>
        <location filename="../gui/review/actions.py"/>
        <source>(synthetic)</source>
        <translation>（合成数据）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameter_files.py"/>
        <source>{label} can only be written to a file, not to memory or a database. Give the name of a file.</source>
        <translation>“{label}”只能写入文件，不能写入内存或数据库。请给出文件名。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameter_files.py"/>
        <source>{label} is written as GeoTIFF, but was named {name}. Give it a name that ends in .tif.</source>
        <translation>“{label}”写为 GeoTIFF，但被命名为 {name}。请给出以 .tif 结尾的名称。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameter_files.py"/>
        <source>The layer {layer} in {path} has edits that are not saved. Save them, or choose another output.</source>
        <translation>{path} 中的图层 {layer} 有尚未保存的编辑。请保存编辑，或选择其他输出文件。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameter_files.py"/>
        <source>{name} is a file of the kind {known} and cannot be called {path}. Let its name end in {first}.</source>
        <translation>“{name}”是 {known} 类型的文件，不能命名为 {path}。请让文件名以 {first} 结尾。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <source>Probability threshold</source>
        <translation>概率阈值</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <source>Cells with this probability or more belong to an area. Empty: the threshold of the model, which was fitted on ground held back from training.</source>
        <translation>概率达到或超过此值的像元属于形变区。留空：模型的阈值，在训练时留出的地面上拟合。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <source>Areas: minimum area (m2)</source>
        <translation>形变区：最小面积 (m2)</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <source>Smaller areas are left out of the polygons, and smaller holes are filled, also where motion could not have been observed, because a hole would be taken for stable ground. The mask stays null there.</source>
        <translation>更小的形变区不进入多边形；更小的孔洞会被填充，运动不可能被观测到之处也不例外，因为孔洞会被当作稳定的地面。掩膜在该处仍为空值。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <source>Areas: seed threshold</source>
        <translation>形变区：种子阈值</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <source>Probability that an area must reach in at least one cell; other areas are left out as uncertain. Empty: 40 % of the way from the probability threshold to 1, for example 0.7 for a threshold of 0.5. With the same value as the probability threshold, no area is left out.</source>
        <translation>形变区内至少一个像元须达到的概率；其他形变区因不可靠而略去。留空：概率阈值到 1 之间 40 % 处，例如阈值 0.5 时为 0.7。与概率阈值相同时，不略去任何形变区。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <source>Areas: split at ridges and rivers</source>
        <translation>形变区：在山脊和河流处切开</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <source>Cuts areas that cross a ridge or a river, by the slopes and aspects of the stack. Where the stack has elevation, a river is one only if it drains at least 0.3 km², not a mere hollow. Each part gets attributes of its own, and the field split_at says what it was cut at. A landslide in a valley or with a bench that is tilted backwards may be cut, too: look at the parts. No: such areas are only marked in the field crosses.</source>
        <translation>按特征栈的坡度和坡向，把跨越山脊或河流的形变区切开。特征栈有高程时，汇水面积至少 0.3 km² 的才算河流，单纯的洼地不算。每一部分有自己的属性，字段 split_at 说明是在何处切开的。位于沟谷中或带有反倾台阶的滑坡也可能被切开：请查看各部分。否：此类形变区只在字段 crosses 中标出。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <source>Areas: merge distance (m)</source>
        <translation>形变区：合并距离 (m)</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <source>Areas closer to each other than this become one, and narrower bays are closed. 0: areas stay as the network drew them.</source>
        <translation>相距小于此值的形变区合为一个，更窄的凹口被封闭。0：形变区保持网络绘制的样子。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <source>Areas: maximum growth by merging and filling (%)</source>
        <translation>形变区：合并与填充允许的最大增长 (%)</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Where merging and filling would enlarge the areas by more than this, the merge distance is made smaller and holes stay.</source>
        <translation>合并与填充会使形变区扩大超过此值时，减小合并距离并保留孔洞。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <source>Areas: smoothing of outlines (m)</source>
        <translation>形变区：轮廓平滑 (m)</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/area_rules.py"/>
        <source>Bends of the outlines that are shorter than this disappear. Areas change by less than 1 %, and never cross themselves or overlap. Empty: {cells:g} cells. 0: only the steps of the cells disappear.</source>
        <translation>短于此长度的轮廓弯曲会消失。面积变化小于 1 %，不会自相交，也不会相互重叠。留空：{cells:g} 个像元。0：只消除像元的锯齿。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Candidate areas: hot spot threshold</source>
        <translation>候选形变区：热点图阈值</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Areas are drawn where the hot spot map reaches this value or its negative, in the unit of the map. Empty: where the targets around a cell (within four fifths of the bandwidth) have a mean z beyond {significant:g} and {share:.0%} of them move one way faster than the stability threshold; the mean z has to be beyond {sure:g} at one cell of each area.</source>
        <translation>在热点图达到此值或其负值之处绘制形变区，单位同热点图。留空：在像元周围（带宽的五分之四以内）目标的平均 z 超过 {significant:g}、且其中 {share:.0%} 朝同一方向运动并超过稳定阈值之处绘制；每个形变区须有一个像元的平均 z 超过 {sure:g}。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Candidate areas: minimum targets</source>
        <translation>候选形变区：最少目标数</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Candidate areas with fewer targets are left out.</source>
        <translation>目标更少的候选形变区会被略去。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Candidate areas: minimum area (m2)</source>
        <translation>候选形变区：最小面积 (m2)</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Smaller candidate areas are left out, and smaller holes are filled.</source>
        <translation>更小的候选形变区会被略去，更小的孔洞会被填充。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Candidate areas: merge distance (m)</source>
        <translation>候选形变区：合并距离 (m)</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Candidate areas that are closer to each other than this become one.</source>
        <translation>相距小于此值的候选形变区合为一个。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Candidate areas: maximum growth by merging and filling (%)</source>
        <translation>候选形变区：合并与填充允许的最大增长 (%)</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Candidate areas: minimum mean slope (degrees)</source>
        <translation>候选形变区：最小平均坡度（度）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Candidate areas with a lower mean slope are left out, because flat ground that moves is usually subsidence. Needs an elevation model. Landslide inventories use 5.</source>
        <translation>平均坡度更小的候选形变区会被略去，因为平地上的运动通常是沉降。需要高程模型。滑坡编目取 5。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Candidate areas: elevation model (DEM)</source>
        <translation>候选形变区：高程模型 (DEM)</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/candidates.py"/>
        <source>Heights in metres, to compute the mean slope and aspect of the candidate areas.</source>
        <translation>以米为单位的高程，用于计算候选形变区的平均坡度和坡向。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/confidence.py"/>
        <source>Confidence field</source>
        <translation>置信度字段</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/confidence.py"/>
        <source>Field that says how sure you are of each area. Empty: all areas count alike.</source>
        <translation>说明您对每个形变区有多大把握的字段。留空：所有形变区一视同仁。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/confidence.py"/>
        <source>Minimum confidence</source>
        <translation>最小置信度</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/confidence.py"/>
        <source>Areas with a lower confidence are neither learnt nor scored, and do not count as stable ground either.</source>
        <translation>置信度更低的形变区既不学习也不评分，也不当作稳定区。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/confidence.py"/>
        <source>None of the {count} areas has a confidence of {least} or more in the field {field}. Choose a smaller MIN_CONFIDENCE.</source>
        <translation>{count} 个形变区在字段 {field} 中的置信度都低于 {least}。请选择更小的 MIN_CONFIDENCE。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/confidence.py"/>
        <source>{count} of {rows} areas have words in the field of confidence {field}, for example &apos;{example}&apos;. Choose a field of numbers, or write numbers, for example from 0 to 1.</source>
        <translation>{rows} 个区域中有 {count} 个在置信度字段 {field} 中写的是文字,例如“{example}”。请选择数字字段,或改写为数字,例如 0 到 1。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Coherent targets (points, text table or velocity raster)</source>
        <translation>相干目标（点、文本表格或速率栅格）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>A layer of the project, or a file that you choose with the button beside it: text table (.csv, .txt), shapefile, GeoPackage, Parquet, velocity raster (.tif, .grd), NetCDF or HDF5 (OPERA DISP-S1, MintPy, LiCSBAS, stacks of dates), or a zip of EGMS as it was downloaded.</source>
        <translation>工程中的图层，或用旁边的按钮选择的文件：文本表（.csv、.txt）、Shapefile、GeoPackage、Parquet、速率栅格（.tif、.grd）、NetCDF 或 HDF5（OPERA DISP-S1、MintPy、LiCSBAS、多日期数据栈），或下载得到的 EGMS 压缩包。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>More files of the same product</source>
        <translation>同一产品的其他文件</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Further files: parts of the product, granules of a stack, zips, other tracks. They are read with the same fields and joined, except for targets seen from another side.</source>
        <translation>更多文件：产品的其他部分、数据栈的各期数据、压缩包、其他轨道。它们以相同的字段读取并合并，但从另一侧观测的目标除外。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Folder of downloaded files</source>
        <translation>存放下载文件的文件夹</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>All products in a folder as they were downloaded: zips or tables of EGMS, or the granules of OPERA DISP-S1, which make one stack. In place of the input, or beside it.</source>
        <translation>文件夹中下载得到的全部产品：EGMS 的压缩包或表，或 OPERA DISP-S1 的各期数据（合为一个数据栈）。可代替输入，也可与输入并用。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Imported targets</source>
        <translation>导入的相干目标</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Point layer with the fields velocity (mm/yr, positive towards the satellite), coherence and height (m), and, where the producer gives them, velocity_std, id, track, pass (A ascending, D descending), incidence (degrees), los_east, los_north, los_up (unit vector from the ground to the satellite), acceleration (mm/yr2), seasonality (mm) and the displacements DYYYYMMDD (mm).</source>
        <translation>点图层，含字段 velocity（mm/yr，朝向卫星为正）、coherence 和 height（m）；若生产者提供，还有 velocity_std、id、track、pass（A 升轨，D 降轨）、incidence（入射角，度）、los_east、los_north、los_up（由地面指向卫星的单位向量）、acceleration（mm/yr2）、seasonality（mm）以及各日期的位移 DYYYYMMDD（mm）。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Targets seen from another side</source>
        <translation>从另一侧观测的目标</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Velocity field</source>
        <translation>速率字段</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Velocity along the line of sight.</source>
        <translation>视线向速率。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Coherence field</source>
        <translation>相干性字段</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Temporal coherence, 0 to 1.</source>
        <translation>时间相干性，0 到 1。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Height field</source>
        <translation>高程字段</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Height in metres.</source>
        <translation>高程，以米为单位。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Empty: the field is found by its name. In a table without a header: the number of the column, starting from 1.</source>
        <translation>留空：按名称查找字段。没有表头的表格：列号，从 1 起。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Velocity unit</source>
        <translation>速率单位</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>auto: the unit that the name of the field, the file or a row below the header states, in any spelling, else mm/yr; the tool stops if that is not a unit of velocity, or if the values look like m/yr. Or one of mm/yr, cm/yr, m/yr.</source>
        <translation>auto：采用字段名、文件或表头下一行所写的单位，写法不限，否则为 mm/yr；若所写的不是速率的单位，或数值看起来像 m/yr，则工具停止。也可以选 mm/yr、cm/yr、m/yr 之一。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Positive velocity: towards or away from the satellite</source>
        <translation>正速率：朝向还是远离卫星</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>towards: the ground comes closer to the satellite, which is what most producers mean; away: the ground moves away from it.</source>
        <translation>towards：地面靠近卫星，多数生产者采用此约定；away：地面远离卫星。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <location filename="../algorithms/tools/survey.py"/>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Minimum coherence</source>
        <translation>最小相干性</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Targets with a lower coherence are removed. 0 keeps all targets. It has no effect where the coherence is not known.</source>
        <translation>相干性更低的目标被剔除。0 表示全部保留。相干性未知时不起作用。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Velocity raster: coherence</source>
        <translation>速率栅格：相干性</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Raster of the coherence, 0 to 1. Empty: the one that MintPy or LiCSBAS wrote beside the velocity raster, if there is one.</source>
        <translation>相干性栅格，0 到 1。留空：MintPy 或 LiCSBAS 写在速率栅格旁边的那个（如有）。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Velocity raster: mask</source>
        <translation>速率栅格：掩膜</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Raster that is 0 where the velocity must not be used. Empty: the one that MintPy or LiCSBAS wrote beside the velocity raster, if there is one.</source>
        <translation>速率不可使用之处为 0 的栅格。留空：MintPy 或 LiCSBAS 写在速率栅格旁边的那个（如有）。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Displacement series</source>
        <translation>位移序列</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>keep: the displacement at each date is kept as a field DYYYYMMDD in mm, up to {values} million values and {dates} dates; more go into a file of series beside the layer. file: always into that file, which keeps the layer small; the review panel finds it. drop: the dates are left out.</source>
        <translation>keep：每个日期的位移作为字段 DYYYYMMDD（mm）保留，最多 {values} 百万个值和 {dates} 个日期；超出时写入图层旁的序列文件。file：总是写入该文件，使图层保持较小；复核面板会找到它。drop：不保留各日期。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Further fields to keep</source>
        <translation>另外保留的字段</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Names of other fields that are kept unchanged, separated by semicolons; * for all. The fields of track, orbit, incidence, line of sight, acceleration, seasonality and id are kept in any case.</source>
        <translation>原样保留的其他字段的名称，用分号分隔；* 表示全部。轨道号、轨道方向、入射角、视线向、加速度、季节性和 id 字段总会保留。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Targets seen from different sides</source>
        <translation>从不同侧观测的目标</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Ascending and descending targets, lines of sight more than 20 degrees apart, vertical and eastward velocities are never joined. separate: the first kind becomes the output, each other one a layer beside it, named after its orbit and track; refuse: the tool stops. Tracks of one orbit are joined; the log says the offset between them.</source>
        <translation>升轨与降轨的目标、视线向相差超过 20 度的目标、垂直向与东西向的速率从不合并。separate：第一类成为输出，其余各类在其旁各成一个图层，以轨道方向和轨道号命名；refuse：工具停止。同一轨道方向的各轨道会合并，日志给出它们之间的偏移。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Radar wavelength (m)</source>
        <translation>雷达波长（m）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Only used where velocities are a phase in radians a year: about 0.0555 for Sentinel-1, 0.031 for TerraSAR-X and COSMO-SkyMed, 0.236 for ALOS. Empty: the wavelength that the file states.</source>
        <translation>仅在速率为以弧度每年计的相位时使用：Sentinel-1 约 0.0555，TerraSAR-X 和 COSMO-SkyMed 约 0.031，ALOS 约 0.236。留空：采用文件中写明的波长。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Velocity raster: minimum spatial coherence</source>
        <translation>速率栅格：最小空间相干性</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Takes the place of the minimum coherence where the coherence is the mean spatial coherence of the interferograms (coh_avg of LiCSBAS, avgSpatialCoh of MintPy), which is far lower than a temporal one.</source>
        <translation>当相干性为干涉图的平均空间相干性（LiCSBAS 的 coh_avg、MintPy 的 avgSpatialCoh）时，代替最小相干性；这种相干性远低于时间相干性。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Standard deviation field</source>
        <translation>标准差字段</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Standard deviation of the velocity, in the same unit. Empty: the field is found by its name.</source>
        <translation>速率的标准差，单位与速率相同。留空：按名称查找字段。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Quality field (lower is better)</source>
        <translation>质量字段（越小越好）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>For example rmse or amplitude_dispersion. Targets above the maximum quality value are removed.</source>
        <translation>例如 rmse 或 amplitude_dispersion。高于质量最大值的目标被剔除。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Maximum quality value</source>
        <translation>质量最大值</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>In the unit of the quality field.</source>
        <translation>单位同质量字段。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>No-data values</source>
        <translation>无数据值</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Velocities that stand for missing data, separated by blanks, for example 0 for rasters of GAMMA. -9999, -32768, 32767, NaN, NULL and **** always count as missing, -999 and 9999 if they occur more than once.</source>
        <translation>表示缺失数据的速率，用空格分隔，例如 GAMMA 栅格的 0。-9999、-32768、32767、NaN、NULL 和 **** 总是视为缺失；-999 和 9999 出现不止一次时亦然。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Read incomplete files as far as they go</source>
        <translation>尽可能读取不完整的文件</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Reads a table that ends within a row, or a shapefile or GeoPackage that is shorter than it says. Such files are refused otherwise, because targets are missing and the last value may lack digits.</source>
        <translation>读取在某行中间结束的表格，或比其所述更短的 shapefile 或 GeoPackage。否则会拒绝这类文件，因为缺少目标，且最后一个数值可能缺位。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Output CRS</source>
        <translation>输出坐标系</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>A CRS in metres. Empty: the CRS of the input if it is in metres, else the local UTM zone.</source>
        <translation>以米为单位的坐标系。留空：输入以米为单位时取其坐标系，否则取当地 UTM 带。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Text table: column of x or longitude</source>
        <translation>文本表格：x 或经度的列</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Text table: column of y or latitude</source>
        <translation>文本表格：y 或纬度的列</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Empty: the column is found by its name. In a table without a header: the number of the column, starting from 1.</source>
        <translation>留空：按名称查找列。没有表头的表格：列号，从 1 起。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>Input CRS</source>
        <translation>输入坐标系</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/importing.py"/>
        <source>CRS of a text table, or of a raster that does not state its own. Empty: degrees (EPSG:4326) for longitude and latitude, EPSG:3035 for EGMS.</source>
        <translation>文本表格或未注明坐标系的栅格的坐标系。留空：经纬度为度（EPSG:4326），EGMS 为 EPSG:3035。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/study_areas.py"/>
        <source>Further study areas: feature stacks</source>
        <translation>其他研究区：特征栈</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/study_areas.py"/>
        <source>Feature stacks of other valleys, in any CRS, to learn from all of them together. The areas that you drew there, and the fully mapped ground, are found by their place in the layers above. Stacks with other cells are brought to the cells of the first stack. With the split method areas, the last one is held back as a whole.</source>
        <translation>其他山谷的特征栈，可为任意坐标系，用于共同训练。您在那里勾画的形变区和已完整绘制的范围，按位置从上面的图层中查找。像元大小不同的特征栈会转换为第一个特征栈的像元大小。划分方法为 areas 时，最后一个研究区整体留作测试。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/study_areas.py"/>
        <source>Further study areas: areas drawn by hand</source>
        <translation>其他研究区：手绘形变区</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/study_areas.py"/>
        <source>Layers with the areas that you drew on the further study areas, where the layer above does not hold them.</source>
        <translation>您在其他研究区勾画的形变区图层；仅当上面的图层不包含它们时需要。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/study_areas.py"/>
        <source>Further study areas: fully mapped ground</source>
        <translation>其他研究区：已完整绘制的范围</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/study_areas.py"/>
        <source>Layers with the ground that you fully mapped on the further study areas, where the layer above does not.</source>
        <translation>您在其他研究区已完整绘制的范围图层；仅当上面的图层不包含它们时需要。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/study_areas.py"/>
        <source>The layer of {name} has no field {missing}. Choose the layer Labels to look at of Tile and train.</source>
        <translation>{name} 图层没有字段 {missing}。请选择“切片与训练”输出的图层“需要查看的标注”。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/study_areas.py"/>
        <source>The feature stacks have no band of the deformation in common. Build them with the same features.</source>
        <translation>这些特征栈没有共同的形变波段。请用相同的特征构建它们。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/study_areas.py"/>
        <location filename="../core/tilestore/division.py"/>
        <source>SPLIT is areas, but there is only one study area. Give further study areas (MORE_STACKS), or choose SPLIT = blocks.</source>
        <translation>SPLIT 为 areas，但只有一个研究区。请给出其他研究区 (MORE_STACKS)，或选择 SPLIT = blocks。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/tracks.py"/>
        <source>The layer {name} holds targets of ascending and descending orbits (field pass: {passes}). Give one layer for each orbit: Import coherent targets makes them.</source>
        <translation>图层 {name} 混有升轨和降轨目标（字段 pass：{passes}）。请为每个轨道给一个图层，可由“导入相干目标”生成。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Network: width (channels)</source>
        <translation>网络：宽度（通道数）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Channels of the first stage of the network. Wider networks learn more and take longer: the time grows with the square of the width.</source>
        <translation>网络第一级的通道数。越宽学得越多，也越慢：耗时随宽度的平方增长。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Tile size (cells)</source>
        <translation>切片大小（像元）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Side of a tile, a multiple of 16 cells. Most areas should fit into one tile.</source>
        <translation>切片的边长，须为 16 个像元的倍数。多数形变区应能容在一个切片内。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Tiles: overlap (share)</source>
        <translation>切片：重叠（份额）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Share of a tile that the neighbouring tile repeats.</source>
        <translation>相邻切片重复的份额。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <location filename="../core/training/page_recipe.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Epochs</source>
        <translation>训练轮数</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>How often the network sees the training ground. More epochs take longer.</source>
        <translation>网络把训练区看多少遍。轮数越多越慢。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Training: batch size (tiles)</source>
        <translation>训练：批大小（切片）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Number of tiles in one step. Fewer tiles need less memory.</source>
        <translation>每步的切片数。越少所需内存越小。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Training: patience (epochs)</source>
        <translation>训练：早停耐心值（轮）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Training stops early when this many epochs brought no improvement on the validation ground; 0: never. Only the last three tenths of the epochs are counted, because a few validation areas tell little while the learning rate is high: a value of 10 can stop trainings of 40 epochs and more.</source>
        <translation>验证区上连续这么多轮没有改进即提前停止；0：从不。只计最后十分之三的轮次，因为学习率还高时，少数几个验证区说明不了什么：取 10 时，40 轮及以上的训练才可能提前停止。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Outlines: ignored buffer along drawn lines (m)</source>
        <translation>轮廓：绘制线两侧忽略的缓冲带 (m)</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Cells closer to a drawn line than this are neither learnt nor scored, because drawn lines are never exact.</source>
        <translation>距绘制线近于此值的像元既不学习也不评分，因为绘制线从来不是精确的。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Sampling: hard negatives (share of tiles)</source>
        <translation>抽样：难负样本（切片份额）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Share of the tiles that are placed where the network wrongly saw areas in the last epoch.</source>
        <translation>放在网络上一轮误判为形变区之处的切片份额。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Robustness: thinned targets (share of tiles)</source>
        <translation>稳健性：抽稀目标（切片份额）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Share of the tiles in which targets are thinned, so that the model also works where targets are fewer.</source>
        <translation>对目标做抽稀的切片份额，使模型在目标较少之处也能工作。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Robustness: gaps in targets (share of tiles)</source>
        <translation>稳健性：目标空缺（切片份额）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Share of the tiles in which the targets of a few places are removed, so that the network learns to follow image and slope where targets are missing. It changes the bands velocity, density and targets, and does nothing without them.</source>
        <translation>去掉若干处相干目标的切片份额，使网络学会在缺少目标的地方依据影像和坡度判断。它改变波段 velocity、density 和 targets；没有这些波段时不起作用。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Robustness: missing layers (share of tiles)</source>
        <translation>稳健性：缺失图层（切片份额）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Share of the tiles without image or terrain, so that the model learns to work without them.</source>
        <translation>不含影像或地形的切片份额，使模型学会在缺少它们时工作。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Robustness: reversed motion (share of tiles)</source>
        <translation>稳健性：运动方向反转（切片比例）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Share of the tiles in which motion away from the satellite becomes motion towards it and the other way round, with the slopes facing the opposite way, so that a model of landslides that move away also finds those that move towards the satellite. Training from the starting model takes 0.5.</source>
        <translation>把朝向卫星与远离卫星互换、坡面朝向也随之反转的切片比例，使学自远离卫星的滑坡的模型也能找到朝向卫星运动的滑坡。从起始模型开始训练时取 0.5。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Outlines: weight of cells near drawn lines</source>
        <translation>轮廓：绘制线附近像元的权重</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Weight of the cells near drawn lines at the end of the training. It grows from 0 during the last three tenths of the epochs.</source>
        <translation>训练末期绘制线附近像元的权重。在最后十分之三的轮次中从 0 升起。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Computer: number of graphics cards</source>
        <translation>计算机：显卡数</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Graphics cards that train together; each takes a part of the batch.</source>
        <translation>共同训练的显卡数；各承担一部分批次。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Ensemble: number of networks (folds)</source>
        <translation>集成：网络个数（折数）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Number of networks, each validated on another part of the ground. One model file holds them all, and their probabilities are averaged. All ground then serves the calibration, and the prediction can tell how much the networks differ. 1: a single network. Training and prediction take this many times as long. It needs the split method blocks.</source>
        <translation>网络个数，每个在地面的不同部分上验证。一个模型文件包含全部网络，概率取平均。这样所有地面都用于校准，预测也能说明各网络相差多少。1：单个网络。训练和预测的时间都成倍增加。需要划分方法为 blocks。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Training: learning rate</source>
        <translation>训练：学习率</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Step size of the optimiser. Leave it empty unless you have a reason to change it.</source>
        <translation>优化器的步长。没有理由更改时请留空。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>recommended: the recipe that gave the best results. paper: the method of Liang et al. (2023) to the letter, with its random split, which makes its scores too good. Fields below that you leave empty take the default of the preset.</source>
        <translation>recommended：结果最好的训练方案。paper：完全照 Liang et al. (2023) 的方法，采用其随机划分，因此得分过高。下面留空的项取预设的默认值。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Training: random seed</source>
        <translation>训练：随机种子</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>The same seed and data give the same model on the same processor. On a graphics card the result varies slightly.</source>
        <translation>同样的种子和数据在同一处理器上得到同样的模型。在显卡上结果略有变化。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Training: final training on all ground (refit)</source>
        <translation>训练：在全部地面上做最终训练（全域重训）</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>After scoring, the network is trained once more from its starting point on all of your ground, including the ground that was held back. It then finds more areas elsewhere; training takes more than twice as long. Scores and report stay those of the model before; the probability threshold is fitted again on all held-back ground. Evaluate boundaries stamps scores on this ground LEAKY. It is not done with the preset paper, with the split method random, or with several networks (folds), which have together seen all but the test ground.</source>
        <translation>评分之后，网络从原来的起点出发，在您的全部地面上再训练一次，包括留出的部分。这样在别处能找到更多形变区；训练用时增加一倍多。得分和报告仍是重训之前模型的；概率阈值则在全部留出的地面上重新拟合。“边界精度评价”会把这些地面上的得分标为泄漏。预设为 paper、划分方法为 random 或使用多个网络（折）时不做：各网络合起来已见过测试区以外的全部地面。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Network: architecture</source>
        <translation>网络：结构</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>resunet: residual U-Net, recommended. unet: U-Net of the paper. unet_bn: the same with batch normalisation. segnet: SegNet of the paper.</source>
        <translation>resunet：残差 U-Net，推荐。unet：论文的 U-Net。unet_bn：同前，加批归一化。segnet：论文的 SegNet。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Network: additional parts</source>
        <translation>网络：附加部件</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Additions to resunet: attention (gates on the skip connections), squeeze (weights for channels), deep (trains the inner levels too), stems (image and deformation apart at first), context (also sees the ground around each tile, four tiles wide, in coarse cells; needs tiles of a multiple of 32). Empty: none.</source>
        <translation>resunet 的附加部件：attention（跳跃连接上的门控）、squeeze（通道加权）、deep（内层也参与训练）、stems（影像与形变起初分开）、context（还以粗像元观察每个切片周围四个切片宽的地面；切片须为 32 的倍数）。留空：无。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>Held-back ground: split method</source>
        <translation>留出区：划分方法</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>blocks: whole blocks of ground are held back for validation and test, which gives honest scores. areas: the whole last one of the further study areas is held back for the test, which tells how good the model is in a new valley. random: tiles are drawn at random as in the paper, so that training and test ground overlap.</source>
        <translation>blocks：留出整块地面用于验证和测试，得分可信。areas：把其他研究区中的最后一个整体留作测试，可知模型在新山谷中的表现。random：按论文随机抽取切片，训练与测试地面会重叠。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Computer: device</source>
        <translation>计算机：设备</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <location filename="../algorithms/tools/predict.py"/>
        <source>auto: a graphics card if there is one, else the processor. cpu, cuda or mps: this device.</source>
        <translation>auto：有显卡则用显卡，否则用处理器。cpu、cuda 或 mps：用所指定的设备。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <location filename="../algorithms/tools/hotspot.py"/>
        <location filename="../algorithms/tools/velocities.py"/>
        <location filename="../core/training/page_recipe.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source> Default: {own}.</source>
        <translation>默认：{own}。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source> Default: {own}; with the preset paper: {paper}.</source>
        <translation>默认：{own}；预设 paper 为 {paper}。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source> Empty: the default of the preset.</source>
        <translation> 留空：预设的默认值。</translation>
    </message>
    <message>
        <location filename="../algorithms/parameters/training.py"/>
        <source>TILE is {tile}, but has to be a multiple of {step}. Choose for example {better}.</source>
        <translation>TILE 为 {tile}，但须为 {step} 的倍数。例如选择 {better}。</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/environment.py"/>
        <source>Check environment</source>
        <translation>检查运行环境</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Create demo study area</source>
        <translation>创建演示研究区</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/velocities.py"/>
        <location filename="../core/interferograms/page.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <source>Velocities from interferograms</source>
        <translation>由干涉图求速率</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/importtargets.py"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Import coherent targets</source>
        <translation>导入相干目标</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Classify time series</source>
        <translation>时间序列分类</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>East and up from two orbits</source>
        <translation>由两个轨道求东向与垂直向速率</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <source>Prepare image</source>
        <translation>影像预处理</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/hotspot.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Hot spot (Gi* and kernel density)</source>
        <translation>热点分析（Gi* 与核密度）</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Build feature stack</source>
        <translation>构建特征栈</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Tile and train</source>
        <translation>切片与训练</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/predict.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Predict boundaries</source>
        <translation>预测边界</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Evaluate boundaries</source>
        <translation>边界精度评价</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/compare.py"/>
        <source>Compare feature sets</source>
        <translation>特征组合对比</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/change.py"/>
        <location filename="../core/change/outputs.py"/>
        <source>What has changed</source>
        <translation>发生了什么变化</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/motionkind.py"/>
        <location filename="../core/summaries/statements.py"/>
        <source>Kind of motion</source>
        <translation>运动类别</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/exposure.py"/>
        <location filename="../core/summaries/exposure_page.py"/>
        <source>What is exposed</source>
        <translation>受威胁对象</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>Export for Google Earth</source>
        <translation>导出到 Google Earth</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Print map of the inventory</source>
        <translation>编目打印出图</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Survey by map sheets</source>
        <translation>按图幅普查</translation>
    </message>
    <message>
        <location filename="../algorithms/provider.py"/>
        <source>Slipline: landslide boundaries from InSAR</source>
        <translation>Slipline：由 InSAR 得到滑坡边界</translation>
    </message>
    <message>
        <location filename="../algorithms/raster_layers.py"/>
        <source>The layer {layer} is not a raster file, but comes from {kind}. Make a GeoTIFF of it first: Prepare image does so with basemaps.</source>
        <translation>图层 {layer} 不是栅格文件，而来自 {kind}。请先把它做成 GeoTIFF：“影像预处理”可处理底图。</translation>
    </message>
    <message>
        <location filename="../algorithms/stand_in.py"/>
        <source>{tool} needs the library {library}, which the Python of this QGIS lacks ({problem}).</source>
        <translation>“{tool}”需要 {library} 库，而此 QGIS 的 Python 中没有可用的该库（{problem}）。</translation>
    </message>
    <message>
        <location filename="../algorithms/target_input.py"/>
        <source>The layer {name} holds neither points nor velocities. Choose a point layer.</source>
        <translation>图层 {name} 既无点也无速率。请选择点图层。</translation>
    </message>
    <message>
        <location filename="../algorithms/target_input.py"/>
        <source>The layer {name} does not hold points. Choose a point layer.</source>
        <translation>图层 {name} 不是点图层。请选择点图层。</translation>
    </message>
    <message>
        <location filename="../algorithms/target_input.py"/>
        <source>Features can be selected only in a layer of the project, and {name} is not one. Choose a layer.</source>
        <translation>要素要在工程的图层中选择，而 {name} 不是。请选择图层。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <location filename="../algorithms/tools/compare.py"/>
        <location filename="../algorithms/tools/evaluate.py"/>
        <location filename="../algorithms/tools/exposure.py"/>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>6 Assessment</source>
        <translation>6 评价</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Areas of two dates: new, grown, shrunk, moved, stopped, faster, slower, unchanged, not comparable</source>
        <translation>两个时期的区域：新增、扩大、缩小、移动、停止、加快、减慢、未变、不可比较</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>landslide, change, change detection, monitoring, two dates, update, new, grown, reactivated, stopped, faster, acceleration, inventory, difference, multi-temporal</source>
        <translation>滑坡, 变化, 变化检测, 监测, 两期, 更新, 新增, 扩大, 复活, 停止, 加快, 加速, 编目, 差异, 多时相, landslide, change, change detection, monitoring, two dates, update, new, grown, reactivated, stopped, faster, acceleration, inventory, difference, multi-temporal</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Compares the areas of two dates and says what has become of each: new, grown, shrunk, moved, stopped, faster, slower, unchanged, or not comparable, with the reason.

Needs two layers of areas, as Predict boundaries makes them or from any other source. With the probability rasters of both dates it says how sure the shift of an outline is, and with the targets of both dates how the speed has changed. Areas that only one date has are called new or stopped only where the probability or the targets of the other date say so.

Gives the areas with their change, the shift of their outline and of their speed with the errors, a page, and a table for spreadsheets. 100 areas take seconds.

The error of an outline follows from how sharply the probability falls there. The velocities of both dates are aligned on targets outside all areas, whose scatter gives the error of a speed. An area is not comparable where less than half of it was observed on both dates, or where orbit, season or model differ.</source>
        <translation>比较两个时期的区域，并说明每个区域发生了什么：新增、扩大、缩小、移动、停止、加快、减慢、未变，或不可比较及其原因。

需要两个区域图层，由“预测边界”生成或来自其他来源。给出两期的概率栅格时，会说明轮廓位移的可靠程度；给出两期的目标时，会说明速率如何变化。只在一期中存在的区域，仅当另一期的概率或目标支持时，才称为新增或停止。

输出带有变化类型的区域、轮廓位移和速率变化及其误差，以及一个页面和一个供电子表格使用的表格。100 个区域需要数秒。

轮廓的误差由概率在轮廓处下降的陡缓得出。两期的速率以所有区域之外的目标对齐，其离散程度给出速率的误差。若某区域在两期中被同时观测到的部分不足一半，或轨道、季节、模型不同，则不可比较。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Minimum shift (m)</source>
        <translation>最小位移 (m)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Outlines that have moved by less are unchanged.</source>
        <translation>位移小于此值的轮廓视为未变。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Minimum change of speed (mm/yr)</source>
        <translation>最小速率变化 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Areas whose speed has changed by less are neither faster nor slower.</source>
        <translation>速率变化小于此值的区域既不算加快也不算减慢。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Outline error (m)</source>
        <translation>轮廓误差 (m)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Standard deviation of an outline, for a date without a probability raster.</source>
        <translation>没有概率栅格的时期的轮廓标准差。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Compare although these differ</source>
        <translation>尽管以下方面不同仍进行比较</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>orbit: one date is ascending, the other descending; season: the series hold other parts of the year; model: the areas were drawn by other models. Empty: such areas are not comparable.</source>
        <translation>orbit：一期为升轨，另一期为降轨；season：两期序列覆盖一年中的不同时段；model：区域由不同的模型绘制。留空：这些区域不可比较。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Areas before</source>
        <translation>前期区域</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Areas after</source>
        <translation>后期区域</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Polygons of this date. The fields model and threshold of Predict boundaries are used.</source>
        <translation>该时期的多边形。使用“预测边界”的字段 model（模型）和 threshold（阈值）。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Probability before</source>
        <translation>前期概率</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Probability after</source>
        <translation>后期概率</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Probability raster of this date: how sure the outlines are, and what was observed.</source>
        <translation>该时期的概率栅格：轮廓的可靠程度，以及哪些地方被观测到。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Targets before</source>
        <translation>前期目标</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Targets after</source>
        <translation>后期目标</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Coherent targets of this date with a field velocity (mm/yr). The field pass says the orbit, fields such as D20190325 the season.</source>
        <translation>该时期的相干目标，带有字段 velocity（mm/yr）。字段 pass 说明轨道，D20190325 之类的字段说明季节。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>The ground of each area now (or before, where nothing is left) with its change, the reason, the shift of the outline and the rise of the speed, each with its standard deviation.</source>
        <translation>每个区域现在的范围（若已不存在则为此前的范围），及其变化类型、原因、轮廓位移和速率增加值，均带标准差。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Report of the changes</source>
        <translation>变化报告</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>What has changed in numbers, on a map and area by area, as one HTML file.</source>
        <translation>以数字、地图和逐个区域说明发生了什么变化，为一个 HTML 文件。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>Table of the changes</source>
        <translation>变化表</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <source>One row for each area with all values and their units, for a spreadsheet or an authority.</source>
        <translation>每个区域一行，含所有数值及其单位，供电子表格或主管部门使用。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/change.py"/>
        <location filename="../core/change/change.py"/>
        <source>Neither of the two layers has an area. There is nothing to compare.</source>
        <translation>两个图层都没有区域，没有可比较的内容。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>Which inputs and which network serve best on your ground (ablation study)</source>
        <translation>哪些输入和哪种网络在您的研究区最好（消融实验）</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>landslide, ablation, experiment, feature importance, comparison, training, deep learning, U-Net, SegNet, segmentation, benchmark</source>
        <translation>滑坡, 消融, 实验, 特征重要性, 对比, 训练, 深度学习, 语义分割, landslide, ablation, experiment, feature importance, comparison, training, deep learning, U-Net, SegNet, segmentation, benchmark</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>Trains networks on several feature sets and says which set serves best on your ground: Tables 1 and 2 of Liang et al. (2023) on your own data. Use three random seeds or more before you believe a difference.

Needs: the inputs of Tile and train, with a stack that holds every band of the sets. Gives: a table (CSV) and a report. Takes as long as all trainings together: sets x networks x seeds. Every finished training is kept in a file beside the table (.runs.json): if you stop the tool and run it again with the same parameters, it continues, and if you add sets, networks or seeds later, only these are trained.</source>
        <translation>用多组特征分别训练网络，并说明哪一组在您的研究区效果最好：即用您自己的数据重做 Liang et al. (2023) 的表 1 和表 2。请至少用三个随机种子运行后再相信差异。

需要：“切片与训练”的各项输入，特征栈须包含各组特征的所有波段。得到：一张表（CSV）和一份报告。耗时为所有训练之和：特征组合数 × 网络数 × 种子数。每次完成的训练都保存在表旁的文件（.runs.json）中：工具停止后用相同参数再次运行会接着进行；以后增加特征组合、网络或种子时，只训练新增部分。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <location filename="../algorithms/tools/evaluate.py"/>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../algorithms/tools/predict.py"/>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <location filename="../core/training/page_recipe.py"/>
        <location filename="../gui/review/suggest_dialog.py"/>
        <location filename="../gui/review/train_dialog.py"/>
        <source>Feature stack</source>
        <translation>特征栈</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>The raster made by Build feature stack. It must hold every band of the feature sets.</source>
        <translation>“构建特征栈”生成的栅格。须含各特征组合的全部波段。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <location filename="../algorithms/tools/demo.py"/>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Areas drawn by hand</source>
        <translation>手绘形变区</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Polygons of landslides, or other areas that move abnormally, that you drew.</source>
        <translation>由您绘制的滑坡或其他异常形变区多边形。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <location filename="../algorithms/tools/evaluate.py"/>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <location filename="../gui/review/suggest_dialog.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Fully mapped ground</source>
        <translation>已完整绘制的范围</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Polygons inside which you drew every area. Ground outside is ignored. Empty: the whole stack is fully mapped.</source>
        <translation>您在其中绘全了所有形变区的多边形。其外的地面被忽略。留空：整个特征栈都已完整绘制。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>Feature sets</source>
        <translation>特征组合</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>Feature sets to compare. Each includes the image where the stack has one. They are listed in the paper&apos;s order. recommended: the bands that train best. groups: recommended alone and with each further raster of the stack (MORE_LAYERS, MORE_CLASSES), so that the report tells what each of them brings. Choose from: </source>
        <translation>要对比的特征组合。特征栈含影像时每组都带影像。按论文中的顺序排列。recommended：训练效果最好的波段。groups：单独的 recommended，以及 recommended 分别加上特征栈中的每个其他栅格（MORE_LAYERS、MORE_CLASSES），由报告说明每一项带来多少。可选：</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>Networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>Network architectures to compare: resunet, unet, unet_bn, segnet.</source>
        <translation>要对比的网络结构：resunet、unet、unet_bn、segnet。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>Random seeds</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>Whole numbers separated by commas, for example 1,2,3. Each combination is trained once with each seed.</source>
        <translation>用逗号分隔的整数，例如 1,2,3。每个组合用每个种子各训练一次。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>Table of scores</source>
        <translation>得分表</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>One row for each training, in the paper&apos;s order: scores on held-back ground, pooled and averaged over blocks, with an interval, and on random tiles.</source>
        <translation>每次训练一行，按论文顺序：留出区上的得分（合并计算及按区块平均）及其区间，以及随机切片上的得分。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>Comparison report</source>
        <translation>对比报告</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>The same scores as a page. It says which differences are larger than the noise, and shows the same tiles under two models.</source>
        <translation>以网页给出同样的得分，说明哪些差异大于噪声，并显示两个模型对相同切片的预测。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>Report: rows to draw</source>
        <translation>报告：要绘图的行</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>Rows whose predictions the report draws side by side, as Figure 14 of the paper: its numbers, separated by commas, for example IV,XIII, or network and set, for example resunet recommended. Empty: IV and XIII where they are compared, else the first row and the best of the others.</source>
        <translation>报告中并排绘制其预测的行，如论文图 14：论文中的编号，用逗号分隔，例如 IV,XIII；或网络与特征组合，例如 resunet recommended。留空：若参与对比则取 IV 和 XIII，否则取第一行和其余各行中最好的一行。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/compare.py"/>
        <source>SEEDS is &apos;{text}&apos;. Give whole numbers separated by commas, for example 1,2,3.</source>
        <translation>SEEDS 为“{text}”。请给出用逗号分隔的整数，例如 1,2,3。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <location filename="../algorithms/tools/environment.py"/>
        <source>0 Set up</source>
        <translation>0 准备</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Invented study area with every input, to try the whole chain</source>
        <translation>含全部输入的虚构研究区，用来试运行整个流程</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>demo, example, sample data, synthetic, test data, tutorial, landslide, InSAR</source>
        <translation>演示, 示例, 样例数据, 合成数据, 教程, 滑坡, demo, example, sample data, synthetic, test data, tutorial, landslide, InSAR</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Makes a small invented study area with every input, to try the whole chain: coherent targets, an optical image, an elevation model, landslides as experts would draw them, training ground and test ground.

It needs no input. Nothing in it is real, and scores on it say nothing about real ground. As with real data, the layers differ in coordinate system and cell size, and there are moving places that are not landslides, old landslides that no longer move, outliers and gaps. The same random seed gives the same data.

It takes about 5 seconds for the small size, 20 seconds for the medium and several minutes for the large one.</source>
        <translation>生成一个含全部输入数据的虚构小研究区，用来试运行整个流程：相干目标、光学影像、高程模型、如专家所绘的滑坡、训练区和测试区。

不需要任何输入。其中没有任何真实内容，在其上得到的得分不能说明真实地区的情况。与真实数据一样，各图层的坐标系和像元大小不同，并含有不是滑坡的运动区、不再活动的老滑坡、异常值和数据空缺。相同的随机种子得到相同的数据。

小尺寸约需 5 秒，中等约 20 秒，大尺寸需几分钟。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <location filename="../gui/review/model.py"/>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>small: 5 x 5 km (1024 x 1024 cells of 5 m); medium: 13 x 9 km (2560 x 1792 cells), large enough to train on; large: 41 x 41 km (8192 x 8192 cells).</source>
        <translation>small：5 x 5 km（1024 x 1024 个 5 m 像元）；medium：13 x 9 km（2560 x 1792 个像元），足以用于训练；large：41 x 41 km（8192 x 8192 个像元）。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Random seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Each number gives a study area of its own. The same number gives the same study area again.</source>
        <translation>每个数给出一个不同的研究区；相同的数再次得到相同的研究区。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Orbits</source>
        <translation>轨道</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Where the radar looks from. descending: from the east; ascending: from the west; both: both, with the ascending targets in a file of their own (targets_ascending.csv) for East and up from two orbits, and with landslides that only one of them sees.</source>
        <translation>雷达从哪一侧观测。descending：降轨，从东侧；ascending：升轨，从西侧；both：两者都有，升轨目标另存为文件（targets_ascending.csv），供“由两个轨道求东向与垂直向速率”使用，并含有只有其中一个轨道能看到的滑坡。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Open the layers afterwards</source>
        <translation>完成后打开图层</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Opens the image, the elevation model, the areas drawn by hand, the training ground and the test ground in the project. The targets are a text table (targets.csv) for Import coherent targets.</source>
        <translation>在工程中打开影像、高程模型、手绘形变区、训练区和测试区。相干目标是文本表格 (targets.csv)，供“导入相干目标”使用。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Output folder</source>
        <translation>输出文件夹</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Folder for the files of the study area. Files of an earlier demo in this folder are replaced; other files stay.</source>
        <translation>存放研究区文件的文件夹。该文件夹中以前的演示文件会被替换，其他文件保留。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <location filename="../algorithms/tools/survey.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Image</source>
        <translation>影像</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <location filename="../core/interferograms/page.py"/>
        <source>Elevation model</source>
        <translation>高程模型</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Training ground</source>
        <translation>训练区</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Test ground</source>
        <translation>测试区</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <location filename="../algorithms/tools/evaluate.py"/>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../algorithms/tools/googleearth.py"/>
        <location filename="../algorithms/tools/hotspot.py"/>
        <location filename="../algorithms/tools/motionkind.py"/>
        <location filename="../algorithms/tools/predict.py"/>
        <location filename="../algorithms/tools/timeseries.py"/>
        <location filename="../algorithms/tools/velocities.py"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Coherent targets</source>
        <translation>相干目标</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Coherent targets of the ascending orbit</source>
        <translation>升轨相干目标</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/demo.py"/>
        <source>Interferograms</source>
        <translation>干涉图</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/environment.py"/>
        <source>Versions, PyTorch and device: what is installed, and what is missing</source>
        <translation>版本、PyTorch 和设备：已安装什么，缺少什么</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/environment.py"/>
        <source>landslide, InSAR, setup, install, PyTorch, torch, GPU, CUDA, version, dependencies, diagnose</source>
        <translation>滑坡, 安装, 环境, 版本, 显卡, 依赖, 诊断, landslide, InSAR, setup, install, PyTorch, torch, GPU, CUDA, version, dependencies, diagnose</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/environment.py"/>
        <source>Lists the versions of QGIS, Python, GDAL, numpy and scipy. Says which Python runs training and prediction, whether it has PyTorch, which device it uses, and what to do where something is missing.

It needs no input and changes nothing. It takes a few seconds. Run it first, and add its text to any question to the authors.</source>
        <translation>列出 QGIS、Python、GDAL、numpy 和 scipy 的版本，说明训练和预测由哪个 Python 运行、是否装有 PyTorch、使用什么设备，以及缺少组件时该怎么办。

不需要任何输入，也不改变任何内容。只需几秒。请首先运行它；向作者提问时请附上它的文本。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/environment.py"/>
        <source>Save the report as text</source>
        <translation>将报告存为文本</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/environment.py"/>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/environment.py"/>
        <source>Text file for what was found. Empty: it is shown in the log only.</source>
        <translation>保存检查结果的文本文件。留空：只显示在日志中。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/environment.py"/>
        <source>What was found</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>The layer of reference areas has no polygon. There is nothing to compare with.</source>
        <translation>参考形变区图层没有多边形，无法对比。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Precision, recall, IoU and outline distances of predicted against reference areas</source>
        <translation>预测形变区对照参考形变区的精确率、召回率、交并比和轮廓距离</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>landslide, accuracy, validation, evaluation, precision, recall, F1, IoU, confusion, scores, calibration, assessment, compare polygons</source>
        <translation>滑坡, 精度, 验证, 评价, 精确率, 召回率, 交并比, 得分, 校准, 对比, landslide, accuracy, validation, evaluation, precision, recall, F1, IoU, confusion, scores, calibration, assessment, compare polygons</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Says how good predicted areas are, compared with reference areas: precision, recall, F1 and IoU of cells; how many areas were found and how many are false, by size, density of targets and sensitivity; how far the outlines are apart in metres, also at crown and toe; and how certain all these scores are.

Needs: two polygon layers. It says more with the fully mapped ground (where every reference area was drawn, and on which the model was not trained: after a refit this excludes all of your training ground), with the probability raster (quality of the ranking, calibration), and with a feature stack or targets: these give two simple maps, fast targets with a buffer and the hot spot map above a threshold, which are scored beside the prediction.

Gives: a report, the scores as JSON, and a layer that shows each area as matched, missed or false. Reference areas where motion could not have been observed count as missed, and the report states their share.

PyTorch is not used. It takes about a second for a million cells, three with the simple maps.</source>
        <translation>将预测的形变区与参考形变区对比，说明其优劣：像元的精确率、召回率、F1 和交并比 (IoU)；按大小、目标密度和敏感度统计找到了多少、误报了多少；轮廓线相距多少米（包括后缘与前缘）；以及这些得分有多可靠。

需要：两个多边形图层。给出以下各项则内容更全：已完整绘制的范围（所有参考形变区都已绘全、且模型未在其上训练的范围；全域重训之后，您的训练区都不算）、概率栅格（排序质量和校准），以及特征栈或相干目标：由此得到两种简单基线图，即带缓冲区的快速目标和取阈值的热点图，与预测一同评分。

得到：一份报告、JSON 格式的得分，以及标明每个形变区为匹配、漏检或误报的图层。运动不可能被观测到之处的参考形变区按漏检计，报告给出其比例。

不使用 PyTorch。每百万像元约需一秒，含简单基线图约三秒。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <location filename="../algorithms/tools/predict.py"/>
        <location filename="../algorithms/tools/survey.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Predicted areas</source>
        <translation>预测的形变区</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Polygons made by Predict boundaries, or from any other source. A layer without polygons scores 0.</source>
        <translation>“预测边界”得到的或任何其他来源的多边形。没有多边形的图层得 0 分。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Reference areas</source>
        <translation>参考形变区</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Polygons that count as the truth, for example drawn by hand.</source>
        <translation>视为真值的多边形，例如手工绘制的。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Polygons inside which every reference area was drawn. Only this ground is scored. Empty: the whole raster, or the extent of both layers.</source>
        <translation>其中所有参考形变区都已绘全的多边形。只评价这一范围。留空：整个栅格，或两个图层的范围。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Probability raster</source>
        <translation>概率栅格</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Probability raster made by Predict boundaries (its band probability, or its only band; 0 to 1), for AUPRC and calibration. It also says on which ground its model was trained: scores on that ground are stamped LEAKY.</source>
        <translation>“预测边界”得到的概率栅格（名为 probability 的波段，或仅有的一个波段；0 到 1），用于计算 AUPRC 和校准。它还说明模型在哪些地面上训练过：那里的得分会标注“泄漏”。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>The feature stack, to make the simple maps for comparison. Its elevation distinguishes crown from toe, its sensitivity says what the radar could see.</source>
        <translation>特征栈，用来生成供对比的简单基线图。其高程区分后缘与前缘，其敏感度说明雷达能看到什么。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Coherent targets with a field velocity (mm/yr), for the simple map of fast targets. Empty: the stack&apos;s band targets or velocity is used.</source>
        <translation>带 velocity 字段（mm/yr）的相干目标，用于快速目标的简单基线图。留空：用特征栈的 targets 或 velocity 波段。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../algorithms/tools/hotspot.py"/>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <location filename="../algorithms/tools/survey.py"/>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Cell size (m)</source>
        <translation>像元大小 (m)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Size of the cells that are counted. Only used where neither a probability raster nor a stack is given.</source>
        <translation>统计所用像元的大小。仅在未给出概率栅格和特征栈时使用。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Evaluation report</source>
        <translation>评价报告</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Scores, map and explanations as one HTML file.</source>
        <translation>得分、地图和说明，合为一个 HTML 文件。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Scores (JSON)</source>
        <translation>得分 (JSON)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>All scores, for use in scripts. A score that is not defined is null.</source>
        <translation>全部得分，供脚本使用。未定义的得分为 null。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Matched areas</source>
        <translation>匹配结果</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <source>Every reference and predicted area as matched, missed or false, with its best overlap and the distance between the outlines.</source>
        <translation>每个参考和预测的形变区：匹配、漏检或误报，以及其最佳重叠度和轮廓线间的距离。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <location filename="../core/display/shown_words.py"/>
        <source>predicted areas</source>
        <translation>预测的形变区</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/evaluate.py"/>
        <location filename="../core/evaluation/parts.py"/>
        <source>reference areas</source>
        <translation>参考形变区</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/exposure.py"/>
        <source>Buildings, roads and lines in each area and within its run-out margin, counted and measured</source>
        <translation>每个区域内及其滑动影响范围内的建筑物、道路和线路，计数并量长度</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/exposure.py"/>
        <source>landslide, exposure, risk, elements at risk, buildings, roads, infrastructure, run-out, buffer, count, length, inventory</source>
        <translation>滑坡, 暴露, 风险, 承灾体, 建筑物, 道路, 基础设施, 滑动距离, 缓冲区, 计数, 长度, 编目, landslide, exposure, risk, elements at risk, buildings, roads, infrastructure, run-out, buffer, count, length, inventory</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/exposure.py"/>
        <source>Counts for each area what lies in it and within a margin around it: buildings, roads, pipes, any layer of points, lines or polygons. For lines it also says how many metres.

Needs a layer of areas, as Predict boundaries makes them or from any other source, and one or several layers of what may be exposed.

Gives the same areas with all their attributes, and for each layer the number of its features in the area and in the margin, and for lines their length; on request a page with the sums and a table of the areas. 1000 areas take seconds.

The margin is a distance on the map to all sides. It is no model of how far a landslide runs out: choose it for your slopes.</source>
        <translation>统计每个区域内及其周围一定范围内的对象：建筑物、道路、管线，以及任何点、线或面图层。对于线，还给出长度（米）。

需要一个区域图层（由“预测边界”生成或来自其他来源），以及一个或多个可能受影响的对象图层。

输出同样的区域及其全部属性，并对每个图层给出区域内和影响范围内的要素数；对于线还给出长度；需要时还有一个含合计和区域表格的页面。1000 个区域需要数秒。

影响范围是地图上向四周的距离，并非滑坡滑动距离的模型：请按您的斜坡情况选择。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/exposure.py"/>
        <location filename="../algorithms/tools/googleearth.py"/>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <location filename="../algorithms/tools/motionkind.py"/>
        <location filename="../core/evaluation/page.py"/>
        <location filename="../gui/review/panel.py"/>
        <source>Areas</source>
        <translation>形变区</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/exposure.py"/>
        <source>Polygons, for example made by Predict boundaries or What has changed.</source>
        <translation>多边形，例如由“预测边界”或“发生了什么变化”生成。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/exposure.py"/>
        <source>Buildings, roads and other layers</source>
        <translation>建筑物、道路和其他图层</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/exposure.py"/>
        <source>Layers of points, lines or polygons, in any CRS. Fields are called after the layers.</source>
        <translation>点、线或面图层，任意坐标系。字段以图层命名。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/exposure.py"/>
        <source>Run-out margin (m)</source>
        <translation>滑动影响范围 (m)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/exposure.py"/>
        <source>Distance around an area within which things are near it. 0: only what lies in the areas.</source>
        <translation>区域周围的距离，在此范围内的对象视为邻近。0：只统计区域内的对象。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/exposure.py"/>
        <source>Areas with what is exposed</source>
        <translation>带受威胁对象的区域</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/exposure.py"/>
        <source>The areas with their attributes, and for each layer the numbers and lengths in them and near them.</source>
        <translation>区域及其属性，以及每个图层在区域内和邻近范围内的数量和长度。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/exposure.py"/>
        <source>Report of what is exposed</source>
        <translation>受威胁对象报告</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/exposure.py"/>
        <source>The sums of each layer and a table of the areas, as one HTML file.</source>
        <translation>每个图层的合计和形变区的表格，一个 HTML 文件。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>3 Features</source>
        <translation>3 特征</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Image, hot spot map, velocities and terrain as named bands on one grid</source>
        <translation>影像、热点图、速率和地形，作为同一格网上有名称的波段</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>landslide, features, bands, stack, VRT, GeoTIFF, DEM, terrain, slope, aspect, curvature, hillshade, incidence, sensitivity, layover, shadow, align, resample</source>
        <translation>滑坡, 特征, 波段, 地形, 坡度, 坡向, 曲率, 山体阴影, 入射角, 敏感度, 叠掩, 阴影, 对齐, 重采样, landslide, features, bands, stack, VRT, GeoTIFF, DEM, terrain, slope, aspect, curvature, hillshade, incidence, sensitivity, layover, shadow, align, resample</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Puts everything that the network looks at on one grid: image, hot spot map, local mean velocity, density of targets, slope, aspect and elevation, as named bands.

Needs an image (red, green, blue), a hot spot map, targets or an elevation model, at least one of them, in any CRS. The stack lies on the grid of the raster under Align to raster. Without one it takes the grid of the image, else of the hot spot map, else a new grid over the targets or the elevation model with the given cell size.

Gives a VRT, which refers to the image and to its parts in a folder beside it (stack_parts for stack.vrt), so that nothing is copied without need, or one GeoTIFF to pass on. A VRT of 1.8 billion cells takes about 20 seconds without bands from the targets. Bands from the targets take a second for 10 million cells, the distance to the nearest target five seconds.</source>
        <translation>把网络要看的所有内容放到同一格网上：影像、热点图、局部平均速率、目标密度、坡度、坡向和高程，均为有名称的波段。

至少需要以下之一：影像（红、绿、蓝）、热点图、相干目标、高程模型，坐标系不限。特征栈采用“对齐到栅格”所选栅格的格网；未给出时采用影像的格网，再否则采用热点图的格网，都没有则按给定的像元大小在相干目标或高程模型范围上生成新格网。

得到一个 VRT，它引用影像以及旁边文件夹（stack.vrt 对应 stack_parts）中的各部分，不做多余的复制；或者一个便于传递的 GeoTIFF。18 亿像元的 VRT 若不含相干目标波段约需 20 秒；相干目标波段每一千万像元需一秒，到最近目标的距离需五秒。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Optical image with red, green and blue, as Prepare image makes it. An image of 16 bits is stretched to 0 to 255.</source>
        <translation>含红、绿、蓝的光学影像，如“影像预处理”所生成。16 位影像会拉伸到 0 至 255。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../algorithms/tools/googleearth.py"/>
        <location filename="../algorithms/tools/hotspot.py"/>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <location filename="../algorithms/tools/survey.py"/>
        <location filename="../core/display/kmz.py"/>
        <source>Hot spot map</source>
        <translation>热点图</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>The map made by Hot spot.</source>
        <translation>由“热点分析”生成的图。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Points with a field velocity in mm/yr, for the local mean velocity, the density of targets and the raster of targets.</source>
        <translation>带 velocity 字段（mm/yr）的点，用于局部平均速率、目标密度和目标栅格。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../algorithms/tools/motionkind.py"/>
        <location filename="../algorithms/tools/survey.py"/>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <location filename="../algorithms/tools/velocities.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Elevation model (DEM)</source>
        <translation>高程模型 (DEM)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Heights, in any CRS. Slope and aspect are computed at the resolution of the elevation model.</source>
        <translation>高程，坐标系不限。坡度和坡向按高程模型自身的分辨率计算。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Further layers</source>
        <translation>其他图层</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Any rasters of quantities, in any CRS and cell size, for example near infrared, coherence, roughness or embeddings of 64 bands. Each band is called after its file and its own name, such as nir:1, and training uses it. A direction in degrees does not turn with the tiles: give its sine and cosine.</source>
        <translation>任意数值栅格，坐标系与像元大小不限，例如近红外、相干性、粗糙度或 64 个波段的嵌入特征。每个波段以文件名和自身名称命名，如 nir:1，训练会使用它们。以度为单位的方向不会随样本块旋转：请给出其正弦和余弦。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Further layers of classes</source>
        <translation>其他分类图层</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Rasters of whole numbers that stand for classes, for example geology or land cover, at most 40 classes each. Every class becomes a band that is 1 where the class is, such as geology:7. A stack for prediction needs the same classes.</source>
        <translation>以整数表示类别的栅格，例如地质或土地覆盖，每个最多 40 类。每一类成为一个波段，该类所在处为 1，如 geology:7。用于预测的特征栈须有相同的类别。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Stretch the image as for model</source>
        <translation>按模型拉伸影像</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>An image of 16 bits is stretched to 0 to 255. For a stack to predict on, choose the model: its card holds the stretch of the image that it was trained with. Empty: from this image.</source>
        <translation>16 位影像会拉伸到 0 至 255。若特征栈用于预测，请选择模型：其模型卡记有训练所用影像的拉伸参数。留空：由本影像确定。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Feature set</source>
        <translation>特征组</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>standard: all features that training, the attributes of areas and the comparison of feature sets use; recommended: the features that train best; paper: image, hot spot map and aspect, as in Liang et al. (2023); all: also curvature, hillshade, distance to the nearest target, raster of targets and logarithm of their density.</source>
        <translation>standard：训练、形变区属性和特征组合对比所用的全部特征；recommended：训练效果最好的特征；paper：影像、热点图和坡向，同 Liang et al. (2023)；all：另加曲率、山体阴影、到最近目标的距离、目标栅格和目标密度的对数。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Individual features</source>
        <translation>单独选择特征</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Features by name, in place of the feature set. Empty: the features of the set for which there is an input. Choose from: </source>
        <translation>按名称给出的特征，代替特征组。留空：特征组中有输入数据的那些特征。可选：</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Radar: incidence angle (degrees)</source>
        <translation>雷达：入射角（度）</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Angle between the radar&apos;s line of sight and the vertical. Together with the orbit or the look azimuth it gives two more bands: sensitivity (the share of a motion down the slope that the radar sees) and layover_shadow (where the slope hides the ground from the radar). Empty: that of the targets.</source>
        <translation>雷达视线向与铅垂方向的夹角。与轨道或视线方位角一起给出时，另得两个波段：sensitivity（沿坡向下的运动被雷达看到的份额）和 layover_shadow（坡面使地面被遮蔽之处，即叠掩与阴影）。留空：采用目标所写的入射角。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Radar: orbit</source>
        <translation>雷达：轨道</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>ascending: the satellite flies northwards; descending: southwards; unknown: that of the targets, or no sensitivity unless a look azimuth is given. The radar looks to the right of the flight direction.</source>
        <translation>ascending：升轨，卫星向北飞行；descending：降轨，向南飞行；unknown：采用目标所写的轨道方向；若目标未写明，除非给出视线方位角，否则不计算敏感度。雷达向飞行方向右侧观测。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Radar: heading (degrees)</source>
        <translation>雷达：航向角（度）</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Flight direction of the satellite, clockwise from north. Empty: that of Sentinel-1, 350 for ascending and 190 for descending orbits.</source>
        <translation>卫星的飞行方向，从北顺时针起算。留空：Sentinel-1 的值，升轨 350，降轨 190。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Radar: look azimuth (degrees)</source>
        <translation>雷达：视线方位角（度）</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Direction in which the radar looks, clockwise from north: about 280 for descending and 80 for ascending orbits of Sentinel-1. Overrides orbit and heading.</source>
        <translation>雷达观测的方向，从北顺时针起算：Sentinel-1 降轨约 280，升轨约 80。优先于轨道和航向角。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../algorithms/tools/motionkind.py"/>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Height unit of the elevation model</source>
        <translation>高程模型的高程单位</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../algorithms/tools/motionkind.py"/>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>auto: the unit that the file of the elevation model states, else metres; m: metres; ft: feet.</source>
        <translation>auto：高程模型文件所述的单位，未注明则为米；m：米；ft：英尺。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../algorithms/tools/hotspot.py"/>
        <location filename="../algorithms/tools/survey.py"/>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Align to raster</source>
        <translation>对齐到栅格</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>The stack gets exactly the cells of this raster. Empty: those of the image.</source>
        <translation>特征栈与此栅格的像元完全一致。留空：与影像一致。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Only used without a raster that has a grid in metres. Empty: the cells follow the spacing of the targets, or the raster&apos;s cell size on the ground.</source>
        <translation>仅在没有以米为单位格网的栅格时使用。留空：像元大小随目标点间距而定，或采用该栅格在地面上的像元大小。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>File format</source>
        <translation>文件格式</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>auto: the ending of the output&apos;s name decides (.vrt or .tif); vrt: a small file that refers to the image and to the parts beside it; gtiff: one large file (GeoTIFF) to pass on. vrt and gtiff change the ending of the name where it does not fit.</source>
        <translation>auto：由输出文件名的后缀决定（.vrt 或 .tif）；vrt：引用影像和旁边各部分的小文件；gtiff：便于传递的单个大文件 (GeoTIFF)。文件名后缀不符时，vrt 和 gtiff 会更改后缀。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>Raster with named bands, their units, no-data values and statistics. The ending of its name says the format: .vrt refers to the image and to the parts beside it, .tif holds everything.</source>
        <translation>波段带有名称、单位、无数据值和统计信息的栅格。文件名的后缀决定格式：.vrt 引用影像和旁边的各部分，.tif 包含全部内容。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/featurestack.py"/>
        <source>The stack is written as {path}.</source>
        <translation>特征栈写为 {path}。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>7 Export</source>
        <translation>7 成果输出</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>KMZ of an inventory for Google Earth</source>
        <translation>供 Google Earth 使用的编目 KMZ</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>landslide, KMZ, KML, Google Earth, export, share, inventory</source>
        <translation>滑坡, 导出, 谷歌地球, 分享, 编目, landslide, KMZ, KML, Google Earth, export, share, inventory</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>Writes areas as a KMZ file that Google Earth opens: outlines coloured by activity, in a folder for each review status, with all attributes and their units in the balloon of each area. The kind of motion, the trend and the change stand below the name of each area where it has them. Inner and outer lines, the hot spot map and targets can be added.

Needs: a polygon layer, for example the areas made by Predict boundaries. Any CRS: the file is in longitude and latitude (WGS 84).

Gives: one .kmz file. You can bring outlines that you correct in Google Earth back: save the folder there as KML, and choose that file as the areas of Tile and train. It takes seconds, also for 10,000 areas.</source>
        <translation>把形变区写成 Google Earth 可打开的 KMZ 文件：轮廓按活动性着色，按复核状态分文件夹，每个形变区的弹窗中列出全部属性及单位。形变区若有运动类别、趋势和变化，则写在其名称下方。可附加内、外边界线、热点图和相干目标。

需要：一个多边形图层，例如“预测边界”得到的形变区。坐标系不限：文件采用经纬度（WGS 84）。

得到：一个 .kmz 文件。在 Google Earth 中修改的轮廓可以带回来：在那里把文件夹存为 KML，并在“切片与训练”中选它作为形变区。一万个形变区也只需几秒。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>Polygons, for example made by Predict boundaries. They are coloured by the field activity and put into folders by the field status, where they have these fields.</source>
        <translation>多边形，例如“预测边界”的结果。有 activity 字段时按其着色，有 status 字段时按其分文件夹。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Inner and outer lines</source>
        <translation>内、外边界线</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>The lines made by Predict boundaries that show how certain each boundary is. Empty: no lines.</source>
        <translation>“预测边界”得到的、表示各边界可靠程度的线。留空：不加线。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>Laid over the ground, half transparent. Empty: no hot spot map.</source>
        <translation>半透明地铺在地面上。留空：不加热点图。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>Points with a field velocity. They are coloured by it and lie in a folder that is switched off at first. Empty: no targets.</source>
        <translation>带 velocity 字段的点，按其着色，放在初始为关闭的文件夹中。留空：不加目标。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>Maximum number of targets</source>
        <translation>目标数上限</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>If there are more targets, they are thinned evenly over the ground: Google Earth becomes slow with tens of thousands of points.</source>
        <translation>目标更多时会在空间上均匀抽稀：有几万个点时 Google Earth 会变慢。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>Google Earth file (KMZ)</source>
        <translation>Google Earth 文件 (KMZ)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>The .kmz file to write.</source>
        <translation>要写入的 .kmz 文件。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>Areas written: {areas}. Lines written: {lines}.</source>
        <translation>已写入形变区：{areas}；线：{lines}。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>The layer of areas has no polygon. There is nothing to export.</source>
        <translation>形变区图层没有多边形，没有可导出的内容。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>Area {number}</source>
        <translation>形变区 {number}</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/googleearth.py"/>
        <source>Line</source>
        <translation>线</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>2 Hot spots</source>
        <translation>2 热点</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Clusters of moving InSAR targets: Getis-Ord Gi*, kernel density, candidate areas</source>
        <translation>运动 InSAR 目标的聚集：Getis-Ord Gi*、核密度、候选形变区</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>landslide, InSAR, deformation, Getis, Getis-Ord, Gi*, hot spot, hotspot, cluster, kernel density, heatmap, KDE, Moran, spatial statistics, significance, velocity, density, subsidence</source>
        <translation>滑坡, 形变, 热点, 聚类, 核密度, 热力图, 空间统计, 显著性, 速率, 密度, 沉降, landslide, InSAR, deformation, Getis, Getis-Ord, Gi*, hot spot, hotspot, cluster, kernel density, heatmap, KDE, Moran, spatial statistics, significance, velocity, density, subsidence</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Finds where neighbouring targets move faster than the rest. Each target gets its Gi* z-score, p-value and class; the kernel density of the z-scores is the hot spot map; candidate areas outline the significant clusters without any training.

Needs a point layer with a velocity, as Import coherent targets makes it, and a raster to align to, or a cell size. Distances are metres on the ground: targets in degrees or Web Mercator are brought to the local UTM zone.

Gives the targets with their scores, the hot spot map and the candidate areas, and on request maps of the local mean velocity and of the density of targets. 100,000 targets on 10 million cells take some seconds.

Getis-Ord Gi* after Ord and Getis (1995), Eq. 14; Liang et al. (2023), Eq. 1 and 2, with the quartic kernel of unit volume. Gi* z-scores compare with the mean of all velocities unless robust is chosen. An offset of all velocities is subtracted.</source>
        <translation>找出相邻目标点运动快于其余目标点的地方。每个目标点得到其 Gi* 的 z 得分、p 值和类别；z 得分的核密度即为热点图；候选形变区无需训练即可勾画出显著的聚集区。

需要“导入相干目标点”生成的带速率的点图层，以及用于对齐的栅格或像元大小。距离均为地面上的米：以度或 Web 墨卡托为单位的目标点会转换到当地的 UTM 带。

输出带有得分的目标点、热点图和候选形变区，并可按需输出局部平均速率图和目标点密度图。10 万个目标点、1000 万个单元只需几秒钟。

Getis-Ord Gi* 依据 Ord 与 Getis（1995）式 14 及 Liang 等（2023）式 1 和式 2，采用单位体积的四次核；除非选择 robust，Gi* 的 z 得分与全部速率的平均值比较。工具会找出所有速率的共同偏移并将其减去。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Point layer with a velocity, as Import coherent targets makes it.</source>
        <translation>带速率的点图层，如“导入相干目标”所生成。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Field with the velocity in mm/yr, positive towards the satellite. It is called velocity in the result. Empty: velocity.</source>
        <translation>速率所在的字段，mm/yr，朝向卫星为正。结果中该字段名为 velocity。留空：velocity。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Distance band (m)</source>
        <translation>距离阈值 (m)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Targets up to this distance apart are neighbours in Gi*. Empty: it follows the spacing of the targets, so that half of them have 10 targets within it. 0: the first peak of the spatial autocorrelation of the velocities (Moran&apos;s I), or, without a peak, the distance at which a target has 30 neighbours on average. The log says which. The paper uses 150 m.</source>
        <translation>相距不超过此距离的目标点在 Gi* 中互为邻点。留空：随目标点间距而定，使一半目标点在此距离内有 10 个目标点。0：取速度空间自相关（莫兰指数 I）的第一个峰值；若无峰值，则取每个目标点平均有 30 个邻点的距离。日志中会说明采用的距离。论文采用 150 m。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Kernel bandwidth (m)</source>
        <translation>核带宽 (m)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Radius of the kernel of the hot spot map. Empty or 0: the same as the distance band.</source>
        <translation>热点图的核半径。留空或 0：与距离阈值相同。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>The hot spot map gets exactly the cells of this raster, usually the image. For a raster in degrees or Web Mercator, a local UTM grid over the same ground is used. Empty: a grid over the targets.</source>
        <translation>热点图与此栅格的像元完全一致，通常用影像。栅格为经纬度或 Web 墨卡托时，采用同一范围上的当地 UTM 格网。留空：在相干目标范围上生成格网。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Only used without a raster that has a grid in metres. Empty: about an eighth of the bandwidth, or the raster&apos;s cell size on the ground.</source>
        <translation>仅在没有以米为单位格网的栅格时使用。留空：约为带宽的八分之一，或采用该栅格在地面上的像元大小。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Statistic</source>
        <translation>统计量</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>gi*: a target counts as its own neighbour; gi: it does not, and mean and deviation are those of all other targets.</source>
        <translation>gi*：目标算作自身的邻居；gi：不算，此时均值和标准差取自所有其他目标。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Correct for multiple testing (FDR)</source>
        <translation>多重检验校正 (FDR)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Assigns the classes by the false discovery rate (Benjamini and Hochberg): at most 5 % of the targets that are called significant at 95 % are expected to be so by chance. z and p do not change.</source>
        <translation>按错误发现率（Benjamini 和 Hochberg）划分类别：在 95 % 水平上称为显著的目标中，预期最多 5 % 是偶然所致。z 和 p 不变。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Minimum neighbours</source>
        <translation>最少邻居数</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Targets with fewer neighbours within the distance band, including the target itself, get null instead of a score.</source>
        <translation>距离阈值内（包括目标自身）邻居少于此数的目标，得分为空值。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Remove regional motion</source>
        <translation>去除区域性运动</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>auto: the velocity of the stable ground is subtracted where it is more than noise, namely the median of all velocities, or their peak nearest to 0 where half of the targets or more move; nothing: velocities stay as they are; median: the median of all velocities is subtracted; stable: as auto, even where it is small; ramp: a plane through all velocities, fitted so that landslides do not tilt it, and the median are subtracted. The velocity in the result is then relative to the region; the field velocity_read keeps the original.</source>
        <translation>auto：当稳定地面的速度大于噪声时将其减去，该速度为所有速度的中位数；若有一半或更多目标点在运动，则为速度分布中最接近 0 的峰值；nothing：速度保持不变；median：减去所有速度的中位数；stable：与 auto 相同，但偏移很小时也减去；ramp：减去对所有速度拟合的平面（拟合时滑坡不会使其倾斜）以及中位数。结果中的速度即为相对于该区域的速度；字段 velocity_read 保留原值。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Stability threshold (mm/yr)</source>
        <translation>稳定阈值 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Speed beyond which ground counts as moving. It is used for the field moving of the targets, for the candidate areas and for the simple maps of Evaluate boundaries. The paper uses 10. Empty: two robust standard deviations of all velocities, or, where half of the targets or more move, of the stable ground. No target is removed.</source>
        <translation>超过此速率的地面视为运动。用于目标点的 moving 字段、候选形变区以及“评价边界”中的简单图。论文采用 10。留空：取所有速度的两倍稳健标准差；若有一半或更多目标点在运动，则取稳定地面的两倍稳健标准差。不会删除任何目标点。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Gi* compares with</source>
        <translation>Gi* 的比较对象</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>mean: mean and standard deviation of all velocities, and independent neighbours, as in the paper; robust: the stable ground, whose level and noise are those of most velocities, and neighbours that share their errors count as fewer. Candidate areas always use robust.</source>
        <translation>mean：与所有速度的均值和标准差比较，邻点视为相互独立，与论文相同；robust：与稳定地面比较，其水平和噪声取自多数速度，且误差相同的邻点按较少的点计。候选形变区域始终采用 robust。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>recommended: the values of the other fields; paper: the method of Liang et al. (2023), with nothing subtracted and the mean of all velocities, and with 150 m for an empty distance band or bandwidth and 10 mm/yr for an empty stability threshold.</source>
        <translation>recommended：采用其他字段中的值；paper：采用 Liang 等（2023）的方法，不减去任何值，采用所有速度的均值；距离阈值或带宽留空时取 150 m，稳定阈值留空时取 10 mm/yr。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Target weight</source>
        <translation>目标权重</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>What the kernel spreads over the map: z; z+ or z- (only positive or only negative z); abs z; velocity; abs velocity.</source>
        <translation>核函数在图上分布的量：z；z+ 或 z-（只取正或负的 z）；abs z；velocity；abs velocity。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Kernel</source>
        <translation>核函数</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>quartic: kernel of unit volume, result per km2; gaussian: wider, cut off at three bandwidths; printed: the kernel as printed in Eq. 2 of the paper. quartic mean, gaussian mean, printed mean: local mean of the weights, which does not depend on the density of targets.</source>
        <translation>quartic：单位体积的核，结果为每 km2；gaussian：更宽，在三倍带宽处截断；printed：按论文式 2 印刷的核。quartic mean、gaussian mean、printed mean：权重的局部均值，不受目标密度影响。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Local mean velocity: bandwidth (m)</source>
        <translation>局部平均速率：带宽 (m)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Radius of the kernel for the map of the local mean velocity.</source>
        <translation>局部平均速率图核函数的半径。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Build overviews (pyramids)</source>
        <translation>建立金字塔</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Smaller copies inside the raster files, so that large maps are drawn quickly.</source>
        <translation>栅格文件内的缩小副本，使大图能快速显示。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Targets with Gi*</source>
        <translation>带 Gi* 的相干目标</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>The targets with the fields gi_z, gi_p, gi_n (number of neighbours, including the target itself), gi_bin (-3 to 3: significant at 99, 95 or 90 %) and moving (faster than the stability threshold: -1 away from the satellite, 1 towards it). All other fields of the targets go on.</source>
        <translation>相干目标，带 gi_z、gi_p、gi_n（邻居数，包括目标自身）、gi_bin（-3 到 3：在 99、95 或 90 % 水平上显著）和 moving（超过稳定阈值：-1 远离卫星，1 朝向卫星）字段。目标的其他所有字段也一并保留。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Kernel density per km2. It is null where no target lies within the bandwidth.</source>
        <translation>每 km2 的核密度。带宽内没有目标之处为空值。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Candidate areas</source>
        <translation>候选形变区</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Outlines of the significant clusters that move, with the number, velocity, significance and coherence of their targets, their size and, with an elevation model, slope and aspect. No training is needed. They are a first result for an expert to check.</source>
        <translation>显著且在运动的聚集区的轮廓，带有其中目标的数量、速率、显著性和相干性，面积，给出高程模型时还有坡度和坡向。无需训练。这是初步结果，须由专家核查。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Local mean velocity</source>
        <translation>局部平均速率</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Mean velocity of the surrounding targets in mm/yr, independent of their density. It is null where no target is in reach.</source>
        <translation>周围目标的平均速率，mm/yr，与其密度无关。范围内没有目标之处为空值。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Density of targets</source>
        <translation>目标密度</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/hotspot.py"/>
        <source>Targets per km2, with the bandwidth of the kernel. It is null where no target is in reach.</source>
        <translation>每 km2 的目标数，采用核函数的带宽。范围内没有目标之处为空值。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/importtargets.py"/>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <location filename="../algorithms/tools/timeseries.py"/>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>1 Data</source>
        <translation>1 数据</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/importtargets.py"/>
        <source>InSAR points, stacks or velocity raster of any producer as one standard point layer</source>
        <translation>把任何生产者的 InSAR 点、数据栈或速率栅格转成统一的标准点图层</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/importtargets.py"/>
        <source>landslide, InSAR, PSI, PS-InSAR, persistent scatterers, SBAS, EGMS, OPERA, DISP-S1, MintPy, StaMPS, LiCSBAS, SARscape, CSV, zip, NetCDF, HDF5, Parquet, velocity, deformation, displacement, time series, line of sight, coherence, points</source>
        <translation>滑坡, 永久散射体, 相干目标, 形变, 速率, 时间序列, 视线向, 相干性, 导入, 点, landslide, InSAR, PSI, PS-InSAR, persistent scatterers, SBAS, EGMS, OPERA, DISP-S1, MintPy, StaMPS, LiCSBAS, SARscape, CSV, zip, NetCDF, HDF5, Parquet, velocity, deformation, displacement, time series, line of sight, coherence, points</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/importtargets.py"/>
        <source>Brings InSAR coherent targets of any producer (EGMS, OPERA DISP-S1, TRE-Altamira, MintPy, StaMPS, SARscape, SARPROZ, LiCSBAS and others) into one standard layer: velocity in mm/yr, positive towards the satellite, coherence, height, orbit, line of sight and displacement series, in a CRS in metres.

Needs a text table, any point layer, a velocity raster, NetCDF or HDF5, a zip as it was downloaded, or a folder of these. The fields are found by their names; the log says which fields were used, and which targets were removed and why. If a unit is not clear, the tool asks for it. Stacks of dates become velocities by a straight line through each cell&apos;s dates.

Gives a point layer, or one layer for each side from which satellites saw the targets. 100,000 targets take a few seconds.</source>
        <translation>把任何生产者（EGMS、OPERA DISP-S1、TRE-Altamira、MintPy、StaMPS、SARscape、SARPROZ、LiCSBAS 等）的 InSAR 相干目标转成统一的标准图层：速率 velocity 以 mm/yr 计，朝向卫星为正，另有相干性、高程、轨道、视线向和位移序列，坐标系以米为单位。

需要文本表、任何点图层、速率栅格、NetCDF 或 HDF5、下载得到的压缩包，或存放这些文件的文件夹。字段按名称识别；日志说明采用了哪些字段，以及哪些目标因何被剔除。若单位不明确，工具会询问。多日期数据栈由通过每个像元各日期的直线得出速率。

得到一个点图层；若卫星从不同侧观测目标，则每一侧各成一个图层。10 万个目标需几秒。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/importtargets.py"/>
        <source>Choose the targets: a layer, a file, or a folder of downloaded files.</source>
        <translation>请选择目标：一个图层、一个文件，或存放下载文件的文件夹。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>A3 map page of an inventory as PDF</source>
        <translation>编目的 A3 地图页 (PDF)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>landslide, PDF, print, layout, map, A3, legend, export, inventory, report</source>
        <translation>滑坡, 打印, 出图, 制图, 地图, 图例, 导出, 编目, 报告, landslide, PDF, print, layout, map, A3, legend, export, inventory, report</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Lays out an A3 page to print or to send: the areas over an image, a legend with the number of areas of each class, scale bar, north arrow, coordinates, and where everything comes from: source, model, threshold, date, CRS. Labels and panel say the kind of motion, the trend and the change where the areas have them. A map of invented data is stamped as synthetic.

Needs: a polygon layer, for example the areas made by Predict boundaries, in any CRS; better with an image or a basemap layer of the project. Layers look as they do in the project, or in their style file.

Gives: one PDF whose text can be searched. It takes some seconds, during which QGIS does not respond.</source>
        <translation>排版一页 A3 供打印或发送：影像上的形变区、注明各类数量的图例、比例尺、指北针、坐标，以及全部来源：数据源、模型、阈值、日期、坐标系。形变区若有运动类别、趋势和变化，标注和侧栏会写出。合成数据的地图会加盖标记。

需要：一个多边形图层，例如“预测边界”得到的形变区，坐标系不限；最好再有工程中的影像或底图图层。图层的样式与工程中或其样式文件中一致。

得到：一个文字可检索的 PDF。需几秒，其间 QGIS 无响应。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Polygons, for example made by Predict boundaries. They are coloured by the field activity and marked by the field status of the review, where they have them.</source>
        <translation>多边形，例如由“预测边界”生成的多边形。若有相应字段，则按 activity 字段着色，并按复核的 status 字段加标记。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Areas to print</source>
        <translation>要打印的形变区</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Which areas are drawn and counted, by their review status. not_rejected: without the rejected ones; accepted: only these; all: the rejected ones are drawn in grey. The page says how many areas have which status.</source>
        <translation>按复核状态决定绘制和统计哪些形变区。not_rejected：不含已否决的；accepted：仅已接受的；all：已否决的以灰色绘制。页面注明各状态的形变区数量。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Background of the map: an image, or a basemap layer of the project whose terms of use allow printing. Empty: white.</source>
        <translation>地图的背景：影像，或使用条款允许打印的工程底图图层。留空：白色。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Drawn between image and areas: the hot spot map or the local mean velocity. Empty: not drawn.</source>
        <translation>绘于影像与形变区之间：热点图或局部平均速率。留空：不绘。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <location filename="../algorithms/tools/predict.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Mask of predicted areas</source>
        <translation>预测形变区的掩膜</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>The mask made by Predict boundaries. It shows below the areas which ground was searched, and where motion could not have been observed. Empty: the page does not show that.</source>
        <translation>由“预测边界”生成的掩膜。它在形变区下方显示哪些地面参与了预测，以及哪里无法观测到运动。留空：页面不显示这些。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Title of the map</source>
        <translation>地图标题</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Inventory of moving areas</source>
        <translation>形变区编目图</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Heading at the top of the page.</source>
        <translation>页面顶部的标题。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Map extent</source>
        <translation>地图范围</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Ground that the map shows. It is widened to the shape of the page. Empty: all areas.</source>
        <translation>地图显示的范围，会扩展到页面的形状。留空：所有形变区。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Map (PDF)</source>
        <translation>地图 (PDF)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>The PDF file to write.</source>
        <translation>要写入的 PDF 文件。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>The layer of areas has no polygon. There is nothing to print.</source>
        <translation>形变区图层没有多边形，没有可打印的内容。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>CRS</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Printed</source>
        <translation>打印日期</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Boundary lines</source>
        <translation>边界线</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Ground that was searched</source>
        <translation>参与预测的地面</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Ground without an outline was not found to move only where the legend calls it predicted</source>
        <translation>没有轮廓的地面，只有在图例标为已预测之处，才表示未发现运动</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Ground without an outline was not found to move only where it was predicted and could be observed, which this page does not show</source>
        <translation>没有轮廓的地面，只有在做过预测且能够观测之处，才表示未发现运动；本页不显示这些范围</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Draft for review by an expert; says nothing about safety. Motion is along the line of sight of the radar. {searched}; that is not the same as stable.</source>
        <translation>供专家复核的草稿，不说明安全与否。运动是沿雷达视线向的。{searched}；这不等于稳定。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <location filename="../core/training/page_recipe.py"/>
        <source>Threshold of the probability</source>
        <translation>概率阈值</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Predicted</source>
        <translation>预测日期</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>Review</source>
        <translation>复核</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/inventorymap.py"/>
        <source>{counts}; {hidden} not printed</source>
        <translation>{counts}；{hidden} 个未打印</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Landslide, creep, mining bowl, compaction, uplift, construction or unwrapping error: for each area</source>
        <translation>逐个形变区判别：滑坡、蠕动、采空沉降盆地、压实、抬升、施工或解缠错误</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>landslide, kind of motion, classification, false alarm, subsidence, mining, rock glacier, creep, compaction, settlement, uplift, construction, unwrapping error, inventory</source>
        <translation>landslide, kind of motion, classification, false alarm, subsidence, mining, rock glacier, creep, compaction, settlement, uplift, construction, unwrapping error, inventory, 滑坡, 运动类别, 分类, 误报, 沉降, 采矿, 石冰川, 蠕动, 压实, 抬升, 施工, 解缠错误, 编目</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Says of each area what moves there: a landslide, creep of debris or a rock glacier, a mining or pumping bowl, compaction of fill, uplift, construction, or nothing (an unwrapping or other error); with its probability and the two or three reasons that counted most. Where no kind reaches the probability that is asked for, or most series of an area are stable, it says not known.

Needs a layer of areas, as Predict boundaries makes them or from any other source, and the targets. It tells more with an elevation model, with targets of East and up from two orbits, and with targets of Classify time series. Maps of mines, water, buildings and roads help where there are some.

Gives the same areas with all their attributes and the fields motion_kind, kind_p, kind_next, landslide_p and kind_why. 1000 areas take about a minute.

The classifier has learnt from invented ground alone; how frequent each kind is, it takes from the areas at hand. A field of the areas that says what some of them are, for example after a visit, makes it learn from them. It is a first opinion: look at the reasons, and at the area.</source>
        <translation>说明每个形变区是什么在动：滑坡、碎屑蠕动或石冰川、采矿或抽水沉降盆地、填土压实、抬升、施工，还是没有运动（解缠或其他误差）；并给出其概率和最重要的两三条理由。没有任何类别达到所要求的概率，或形变区的多数时间序列稳定时，给出“未知”。

需要一个形变区图层（由“预测边界”生成或来自其他来源）和相干目标。有高程模型、有“由两个轨道求东向与垂直向速率”的目标、有“时间序列分类”的目标时，能判别得更多。若有矿区、水体、建筑物和道路的图，也有帮助。

输出同样的形变区及其全部属性，以及字段 motion_kind、kind_p、kind_next、landslide_p 和 kind_why。1000 个形变区约需一分钟。

分类器只在虚构的地面上学习过；每种类别有多常见，则由手头的形变区得出。若形变区有一个字段写明其中一些是什么（例如经过实地查看），分类器会向它们学习。它只是初步意见：请看理由，也请看形变区本身。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Polygons, for example made by Predict boundaries or by Hot spot (candidate areas).</source>
        <translation>多边形，例如由“预测边界”或“热点”（候选形变区）生成。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Points with a field velocity (mm/yr). The fields of East and up from two orbits and of Classify time series are used where the targets have them.</source>
        <translation>带字段 velocity（mm/yr）的点。目标若有“由两个轨道求东向与垂直向速率”和“时间序列分类”的字段，也会用到。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Heights in any CRS. Empty: nothing is known of slopes and valleys, and fewer areas get a kind.</source>
        <translation>高程，坐标系不限。留空：坡和谷无从得知，能判别类别的形变区会更少。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Field with the kinds that you know</source>
        <translation>您已知类别的字段</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Text field of the areas: {words}. Areas with a value keep it; from ten of them on the classifier learns from them, if that helps on those that are left out in turn. Other areas have null.</source>
        <translation>形变区的文本字段：{words}。有值的形变区保留该值；达到十个时，分类器会向它们学习，前提是对轮流留出的形变区确有帮助。其余形变区为空值。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Areas with their kind of motion</source>
        <translation>带运动类别的形变区</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>The areas with their attributes, the kind of motion and its probability, the next probable kind, the probability that it is a landslide, and what spoke most for the kind.</source>
        <translation>形变区及其属性、运动类别及其概率、次可能的类别、属于滑坡的概率，以及最支持该类别的理由。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Map of mines</source>
        <translation>矿区图</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Mines, quarries, wells, fields of pumping.</source>
        <translation>矿山、采石场、水井、抽水区。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Map of water</source>
        <translation>水体图</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Rivers, lakes, reservoirs.</source>
        <translation>河流、湖泊、水库。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Map of buildings</source>
        <translation>建筑物图</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Buildings and building sites.</source>
        <translation>建筑物和施工场地。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Map of roads</source>
        <translation>道路图</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Roads, railways, dams.</source>
        <translation>公路、铁路、堤坝。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>The share of each area within 30 m of them counts. Empty: not known.</source>
        <translation>按每个形变区位于其 30 m 范围内的份额计。留空：未知。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Angle between the radar&apos;s line of sight and the vertical. Empty: that of the targets.</source>
        <translation>雷达视线向与铅垂方向的夹角。留空：采用目标所写的入射角。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Direction in which the radar looks, clockwise from north: about 280 for descending and 80 for ascending orbits of Sentinel-1. Empty: that of the targets.</source>
        <translation>雷达观测的方向，从北顺时针起算：Sentinel-1 降轨约 280，升轨约 80。留空：采用目标所写的方向。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Minimum probability of a kind</source>
        <translation>类别的最小概率</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>Areas of which no kind is as probable as this are called not known.</source>
        <translation>没有任何类别达到此概率的形变区称为“未知”。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/motionkind.py"/>
        <source>The field {field} says no kind of motion: {values}. Write {words} into it, or leave it null.</source>
        <translation>字段 {field} 的值不是运动类别：{values}。请填写 {words}，或留空值。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>5 Prediction</source>
        <translation>5 预测</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Boundaries of active landslides, drawn by a trained network</source>
        <translation>由训练好的网络绘制活动滑坡的边界</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>landslide, prediction, inference, mapping, detection, boundary, outline, inventory, segmentation, deep learning, U-Net, probability, mask, polygonize, deformation, InSAR</source>
        <translation>滑坡, 预测, 识别, 制图, 检测, 边界, 轮廓, 编目, 语义分割, 深度学习, 概率, 掩膜, 形变, landslide, prediction, inference, mapping, detection, boundary, outline, inventory, segmentation, deep learning, U-Net, probability, mask, polygonize, deformation, InSAR</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Draws the boundaries of areas that move abnormally, with a model made by Tile and train. Without a model, the starting model that comes with Slipline draws a first picture: a screening by a network that has never seen your ground.

Needs: a feature stack with the bands that the model was trained on (found by name), and PyTorch (see Check environment). With coherent targets, the areas also get velocities.

Gives: a probability raster, a mask, and polygons with the attributes of an inventory. Null means that motion could not have been observed there, for lack of targets: it never means stable. The areas are a draft for you to review.

Memory does not grow with the raster. An interrupted prediction of a large area continues where it stopped when you run the tool again with the same inputs, parameters and outputs. It takes about a second for each square kilometre of 5 m cells on a laptop without a graphics card.</source>
        <translation>用“切片与训练”生成的模型勾画异常形变区的边界。没有模型时，由 Slipline 自带的起始模型给出第一幅图：它从未见过您的研究区，结果只是初步筛查。

需要：含有模型训练所用波段（按名称查找）的特征栈，以及 PyTorch（见“检查环境”）。若提供相干目标，区域还会带有速率。

给出：概率栅格、掩膜，以及带编目属性的面。空值表示因缺少目标而无法观测到运动，绝不表示稳定。这些区域是供您审核的草稿。

内存不随栅格增大。大范围预测中断后，用相同的输入、参数和输出再次运行即可从中断处继续。在没有显卡的笔记本电脑上，5 m 像元每平方公里约需一秒。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>The raster made by Build feature stack, with the bands that the model was trained on.</source>
        <translation>由“构建特征栈”生成、含模型训练所用波段的栅格。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Trained model</source>
        <translation>训练好的模型</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <location filename="../gui/review/train_dialog.py"/>
        <source>Slipline model (*.safetensors)</source>
        <translation>Slipline 模型 (*.safetensors)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>The model file made by Tile and train. Empty: the starting model that comes with Slipline, a screening for the first day, before any area is drawn. It has learnt from invented ground alone and has never seen yours; it needs hotspot, velocity and density in the stack, reads slopes where there is a DEM, and no image. A model that was trained with facing_east and facing_north suits only targets of the same orbit direction, ascending or descending.</source>
        <translation>由“切片与训练”生成的模型文件。留空：使用 Slipline 自带的起始模型，在还没有手绘区域的第一天作初步筛查。它只从虚构的地面学习过，从未见过您的研究区；特征栈需有 hotspot、velocity 和 density，有 DEM 时也利用坡度，不用影像。用 facing_east 和 facing_north 训练的模型只适用于轨道方向（升轨或降轨）相同的目标。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Points with a field velocity (mm/yr). They give the areas their velocities; the targets made by Hot spot also give Gi*.</source>
        <translation>带 velocity 字段（mm/yr）的点，为形变区给出速率；“热点分析”生成的目标还给出 Gi*。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Ground to predict</source>
        <translation>要预测的范围</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Polygons inside which boundaries are predicted. Empty: the whole stack.</source>
        <translation>在其内预测边界的多边形。留空：整个特征栈。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Draw a simple map where it scored better</source>
        <translation>简单图得分更好时改绘简单图</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>While a model is trained, its network is compared with simple maps (candidate areas, fast targets, the hot spot map above a threshold) on ground that was held back. yes: where the network was not better, the best simple map is drawn instead, with the settings that the model keeps. no: the network always draws. auto: yes for models of fewer than {few} drawn areas; their simple map is the candidate areas of Hot spot. The log says first which is drawn.</source>
        <translation>训练模型时，会在留出的地面上把网络与几种简单图（候选形变区、快速目标、超过阈值的热点图）比较。yes：若网络并不更好，则改绘最好的简单图，采用模型中保存的设置。no：始终由网络绘制。auto：对勾画形变区少于 {few} 个的模型相当于 yes，其简单图为“热点”工具的候选形变区。日志首先说明绘制的是哪一种。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Average over 8 rotations and flips</source>
        <translation>对 8 种旋转和翻转取平均</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>The network sees each tile in eight positions, with the directions of the slopes turned accordingly, and the probabilities are averaged. This is a little more accurate and eight times as slow.</source>
        <translation>网络以八种方位观察每个切片（坡向也相应转动），概率取平均。略更准确，但慢八倍。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Ensemble members used</source>
        <translation>使用的集成成员数</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>For a model with several networks (trained with folds): how many of them are used. Their probabilities are averaged, and each takes its time. 1: a single network, the fastest. Empty: all networks of the model.</source>
        <translation>对含多个网络（用多折训练）的模型：使用其中多少个。概率取平均，每个都要耗时。1：单个网络，最快。留空：模型的全部网络。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Fast two-pass mode: refine above probability</source>
        <translation>快速两遍模式：高于此概率处精细判断</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Up to four times as fast where areas are rare. The first pass uses tiles side by side; only where it finds this probability or more, a second pass uses overlapping tiles, as the normal mode does everywhere. Elsewhere the result of the first pass stays: edges of tiles may show in the probability there, always below this value. The value has to be well below the threshold; a quarter of the threshold is a cautious choice. A higher value is faster, but an area that the first pass does not find at all is lost. Empty or 0: normal mode.</source>
        <translation>形变区稀少时最多可快四倍。第一遍用并排的切片；只有在其概率达到或超过此值之处，第二遍才用相互重叠的切片，正常模式则处处如此。其余地方保留第一遍的结果：那里的概率可能显出切片边缘，但始终低于此值。此值须明显低于阈值；取阈值的四分之一较为稳妥。值越高越快，但第一遍完全没有找到的形变区会丢失。留空或 0：正常模式。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Explain: contribution of image, terrain and motion</source>
        <translation>解释：影像、地形和运动各自的贡献</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>The network is asked again without each source in turn: image, terrain, motion, and each further raster. The areas then tell the share of each in their probability (share_image, share_terrain, share_motion), by how many metres the outline shifts without it (shift_image ...; negative: further in), which one gives half or more (main_source), and without which there is no area (gone_without). Image and terrain are null then, as in training with missing layers (MISSING); without the motion the targets stand still. What two sources say alike counts for neither. With three sources this takes four times as long.</source>
        <translation>依次去掉每个信息源（影像、地形、运动以及每个附加栅格），再次询问网络。形变区随后给出各信息源在其概率中所占的份额（share_image、share_terrain、share_motion）、去掉该信息源后轮廓平均移动多少米（shift_image 等；负值：向内移动）、哪个信息源占一半或更多（main_source），以及去掉哪些信息源后该形变区不复存在（gone_without）。影像和地形此时为空值，与带缺失图层的训练（MISSING）一致；去掉运动时，目标视为静止。两个信息源重复表明的内容不计入其中任何一个。有三个信息源时，用时为四倍。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <location filename="../algorithms/tools/survey.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Probability of an active landslide, 0 to 1. It is null where motion could not have been observed.</source>
        <translation>活动滑坡的概率，0 到 1。运动不可能被观测到之处为空值。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>1 where the probability reaches the threshold, 0 where it does not, 255 (null) where motion could not have been observed, 254 outside Ground to predict, where nobody looked.</source>
        <translation>概率达到阈值处为 1，未达到处为 0，无法观测到运动处为 255（空值），要预测的地面之外、未作预测处为 254。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Boundaries with size, probability, velocities, terrain, visibility, a field for your review, and a quality class. Class 1: the area has at least 5 targets, they move in one direction, their median speed is at least 2 mm/yr, and the mean probability reaches the seed threshold. Each condition that is not met makes the class one worse; without targets it is 4.</source>
        <translation>带有面积、概率、速率、地形、可视性、供您复核的字段以及质量等级的边界。1 级：形变区内至少有 5 个目标，运动方向一致，速率中位数不小于 2 mm/yr，且平均概率达到种子阈值。每有一项不满足降一级；没有目标为 4 级。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Lines of 90 % probability inside and 10 % around each area. They are close together where the boundary is sharp, and far apart where it is vague; the boundary itself lies between them. The outer line is open where the probability stays above 10 % for more than 100 m. With a probability threshold above 0.9 there are no inner lines, below 0.1 no outer ones.</source>
        <translation>各形变区内概率 90 % 和外围概率 10 % 的线。边界清晰处两线靠近，模糊处相距较远；边界本身位于两线之间。概率高于 10 % 延续超过 100 m 之处外边界线断开。概率阈值高于 0.9 时没有内边界线，低于 0.1 时没有外边界线。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Standard deviation of the probability</source>
        <translation>概率的标准差</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Band 1 (deviation): how much the predictions differ between the networks of an ensemble, between the 8 rotations and flips, or both, 0 to 0.5. Large values: the model is uncertain, and more areas to learn from would mend that. Band 2 (label_noise): the uncertainty that stays where all of them agree, after the calibration: two experts would draw differently there, or what is measured does not tell. More areas would not mend it. The square root of the sum of both squares is the whole uncertainty.</source>
        <translation>波段 1（deviation）：集成中各网络之间、8 种旋转与翻转之间（或两者）预测的差异程度，0 到 0.5。值大表示模型不确定，增加用于学习的形变区可以改善。波段 2（label_noise）：经校准后、各预测一致时仍然存在的不确定性：两位专家在那里会勾画得不同，或测量数据无法判断；增加形变区也不能改善。两者平方和的平方根即为全部不确定性。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>Share of each source</source>
        <translation>各信息源的份额</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/predict.py"/>
        <source>For each source a band with its share in the probability, 0 to 1, where the probability reaches the threshold. Red: motion, green: terrain, blue: image. With this output, WHY_HERE counts as chosen.</source>
        <translation>每个信息源一个波段，在概率达到阈值处给出其在概率中的份额，0 到 1。红：运动，绿：地形，蓝：影像。选择此输出即视为选择了 WHY_HERE。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <source>Colour balance, haze removal and filters for an optical image or a basemap</source>
        <translation>光学影像或底图的匀色、去霾和滤波</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <source>landslide, optical, image, satellite, aerial, orthophoto, colour balance, haze, dehaze, histogram, equalisation, CLAHE, filter, basemap, WMS, XYZ</source>
        <translation>滑坡, 光学影像, 卫星影像, 航空影像, 正射影像, 匀色, 去霾, 直方图, 均衡, 滤波, 底图, landslide, optical, image, satellite, aerial, orthophoto, colour balance, haze, dehaze, histogram, equalisation, CLAHE, filter, basemap, WMS, XYZ</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <source>Evens out an optical image: colour balance, removal of haze, histogram equalisation, low-pass and Gaussian filter, in this order. It uses the statistics of the whole image, so that no seams appear.

Needs an image with red, green and blue or a palette, 8 or 16 bits. Gives a GeoTIFF of 8 bits with an alpha band, as Build feature stack needs it. An image in degrees or Web Mercator is brought to the local UTM zone.

Also takes a basemap layer of the project (XYZ, WMS, WMTS) with an extent and a cell size: the basemap is fetched and rendered tile by tile. Read the provider&apos;s terms of use first: many prohibit storing or analysing its pictures, or fetching large areas.

10 million cells take about 20 seconds, 40 with the removal of haze.</source>
        <translation>改善光学影像：匀色、去霾、直方图均衡、低通和高斯滤波，按此顺序进行。采用整幅影像的统计量，因此不会出现接缝。

需要红、绿、蓝或调色板影像，8 或 16 位。得到“构建特征栈”所需的 8 位 GeoTIFF，带 alpha 波段。经纬度或 Web 墨卡托的影像会转到当地 UTM 带。

也可使用工程中的底图图层（XYZ、WMS、WMTS），需给出范围和像元大小：底图逐块获取并渲染。请先阅读提供方的使用条款：许多条款禁止存储或分析其图片，或大范围获取。

一千万像元约需 20 秒，含去霾 40 秒。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <source>Image with red, green and blue bands, which are recognised by their colour information, else the first three bands; or a basemap layer of the project.</source>
        <translation>含红、绿、蓝波段的影像（按波段的颜色信息识别，否则取前三个波段）；或工程中的底图图层。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <source>Processing steps</source>
        <translation>处理步骤</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <source>balance: evens out strips and tiles that are brighter or have another tint, then stretches each colour so that 0.5 % of the cells become darkest and brightest; dehaze: removes haze (dark channel prior with guided filter); equalise: equalises the histogram of the brightness; clahe: the same around each cell, with limited contrast; lowpass: mean of 3 x 3 cells; gaussian: Gaussian filter with a standard deviation of one cell. None: only for a basemap, which is then stored unchanged.</source>
        <translation>balance：把较亮或偏色的条带和图块调匀，再拉伸每种颜色，使 0.5 % 的像元成为最暗和最亮；dehaze：去霾（暗通道先验加导向滤波）；equalise：亮度直方图均衡；clahe：逐像元邻域均衡并限制对比度；lowpass：3 x 3 像元均值；gaussian：标准差为一个像元的高斯滤波。不选：仅用于底图，按原样存储。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Clip to extent</source>
        <translation>裁剪到范围</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <source>Part of the image to prepare. Empty: the whole image. A basemap needs an extent.</source>
        <translation>要处理的影像范围。留空：整幅影像。底图必须给出范围。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <source>Empty: the cell size of the image. A basemap needs a cell size.</source>
        <translation>留空：影像自身的像元大小。底图必须给出像元大小。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <source>Prepared image</source>
        <translation>预处理后的影像</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/prepareimage.py"/>
        <source>GeoTIFF with red, green, blue and alpha bands in 8 bits.</source>
        <translation>带红、绿、蓝和 alpha 波段的 8 位 GeoTIFF。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>9 Whole countries</source>
        <translation>9 全国范围</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Hot spots and areas of a whole country, sheet by sheet, on one computer or a cluster</source>
        <translation>逐图幅得到整个国家的热点和形变区, 可在一台计算机或集群上运行</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>landslide, InSAR, country, national, large, map sheets, tiles, Dask, cluster, SLURM, batch, resume, EGMS, inventory</source>
        <translation>滑坡, 全国, 大范围, 图幅, 集群, 断点续算, 编目, landslide, InSAR, country, national, large, map sheets, tiles, Dask, cluster, SLURM, batch, resume, EGMS, inventory</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Runs the chain over ground that is too large for one run: the targets are sorted into map sheets on the disk, and each sheet gets its Gi*, hot spot map and, with an image, an elevation model and a model, its feature stack and prediction. The result is the same as in a single run: Gi* compares with all targets of the whole ground, and an area that crosses sheets is one area.

Needs a folder of targets in any format that Import coherent targets reads, and a raster to align to, or an extent and a cell size. It runs in a Python of its own with dask and GDAL: the command make survey makes it in the folder of Slipline&apos;s sources.

Gives virtual rasters, the areas, an inventory page, and the plan that a cluster can run (python -m slipline.survey run). What is finished is kept: run the tool again with the same parameters and folder to go on after a stop. A million targets take about two minutes of one core.</source>
        <translation>对一次运行无法处理的大范围执行整个流程: 相干目标先在磁盘上按图幅排序, 每个图幅再计算 Gi* 和热点图; 若给出影像、高程模型和模型, 还会生成特征栈并进行预测。结果与一次运行完全相同: Gi* 与整个范围的全部目标比较, 跨图幅的形变区仍是一个形变区。

需要: 一个存放相干目标的文件夹 (“导入相干目标”能读取的任何格式), 以及用于对齐的栅格, 或者范围和像元大小。工具在单独的、带有 dask 和 GDAL 的 Python 中运行: 在 Slipline 源代码文件夹中执行命令 make survey 即可建立该环境。

得到: 虚拟栅格、形变区、编目页面, 以及集群可以运行的计划 (python -m slipline.survey run)。已完成的部分会保留: 中断后用相同的参数和文件夹再次运行即可继续。一百万个目标约需单核两分钟。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Folder of targets</source>
        <translation>相干目标文件夹</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>All files of targets in it are read, each as Import coherent targets reads it. All of them must come from one orbit.</source>
        <translation>读取其中所有的相干目标文件, 方式与“导入相干目标”相同。所有目标须来自同一轨道。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>The results get exactly the cells of this raster. Empty: a grid over the extent, in the given CRS.</source>
        <translation>结果与此栅格的像元完全一致。留空: 按给定坐标系在范围上建立格网。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Extent</source>
        <translation>范围</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Ground of the survey, where no raster is given.</source>
        <translation>未给出栅格时普查的范围。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>CRS of the grid</source>
        <translation>格网的坐标系</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>A CRS in metres on the ground, such as UTM, where no raster is given.</source>
        <translation>未给出栅格时使用的坐标系, 以地面上的米为单位, 例如 UTM。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Where no raster is given.</source>
        <translation>未给出栅格时使用。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Targets up to this distance apart are neighbours in Gi*. Hot spot on a part of the ground proposes one.</source>
        <translation>相距不超过此距离的目标在 Gi* 中互为邻居。在部分范围上运行“热点”会给出建议值。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Radius of the kernel of the hot spot map. Empty: the same as the distance band.</source>
        <translation>热点图核函数的半径。留空: 与距离阈值相同。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Folder of the survey</source>
        <translation>普查文件夹</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Holds the plan, the finished steps and the results. The steps take about 200 bytes for each target, and the rasters up to 8 bytes for each cell.</source>
        <translation>存放计划、已完成的步骤和结果。步骤约占每个目标 200 字节, 栅格最多占每个像元 8 字节。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Inventory page</source>
        <translation>编目页面</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>For the feature stack of a model that judges image bands: one file or one virtual raster.</source>
        <translation>用于判读影像波段的模型的特征栈: 一个文件或一个虚拟栅格。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>For the feature stack: one file or one virtual raster.</source>
        <translation>用于特征栈: 一个文件或一个虚拟栅格。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>A model of Tile and train. Empty: hot spots and candidate areas only.</source>
        <translation>“切片与训练”得到的模型。留空: 只得到热点和候选形变区。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>What to do</source>
        <translation>执行内容</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>run: write the plan, do what is not finished, and collect; plan: write the plan, check every input and say what it will cost; status: say what is finished, for example while a cluster works on the same folder; collect: join what is finished.</source>
        <translation>run: 写出计划, 执行未完成的部分并汇总; plan: 写出计划, 检查所有输入并说明开销; status: 说明已完成的部分, 例如集群正在处理同一文件夹时; collect: 合并已完成的部分。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Map sheets: cells along a side</source>
        <translation>图幅：每边的像元数</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Larger sheets have less overlap and need more memory. The result is the same.</source>
        <translation>图幅越大, 重叠越少, 所需内存越多。结果相同。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Targets below it are removed; 0 keeps all.</source>
        <translation>低于此值的目标被去除; 0 表示全部保留。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Minimum area (m2)</source>
        <translation>最小面积 (m2)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Smaller areas are left out, smaller holes filled.</source>
        <translation>更小的形变区被舍去, 更小的孔洞被填补。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Processes</source>
        <translation>进程数</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Processes that work at the same time on this computer; 0: as many as its cores and memory allow.</source>
        <translation>在本机同时工作的进程数; 0: 由处理器核数和内存决定。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Address of a Dask scheduler</source>
        <translation>Dask 调度器地址</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>For example tcp://10.0.0.1:8786: a cluster that runs already does the work. Empty: this computer.</source>
        <translation>例如 tcp://10.0.0.1:8786: 由已在运行的集群完成。留空: 使用本机。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Python of surveys</source>
        <translation>普查用的 Python</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Interpreter that has dask, distributed and GDAL. Empty: that of the environment variable SLIPLINE_SURVEY_PYTHON, else the worker&apos;s.</source>
        <translation>具有 dask、distributed 和 GDAL 的解释器。留空: 使用环境变量 SLIPLINE_SURVEY_PYTHON 所指的解释器, 否则使用工作进程的解释器。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Open the results afterwards</source>
        <translation>完成后打开结果</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Opens the hot spot map, the candidate areas, and the predicted areas with their probability.</source>
        <translation>打开热点图、候选形变区, 以及预测形变区及其概率。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Give a raster to align to, or an extent and a CRS for the grid.</source>
        <translation>请给出用于对齐的栅格, 或者格网的范围和坐标系。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>There is no plan in {folder}. Choose the folder of a survey, or run it first.</source>
        <translation>{folder} 中没有计划。请选择普查文件夹, 或先运行普查。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/survey.py"/>
        <source>Cancelled. What is finished is kept in {folder}: run the tool again to go on.</source>
        <translation>已取消。已完成的部分保留在 {folder} 中: 再次运行此工具即可继续。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>4 Training</source>
        <translation>4 训练</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>Train a segmentation network (U-Net) on landslides that you drew</source>
        <translation>用您绘制的滑坡训练分割网络 (U-Net)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>landslide, training, train, deep learning, machine learning, neural network, U-Net, ResUNet, SegNet, segmentation, semantic segmentation, tiles, PyTorch, model, AI, fine-tuning</source>
        <translation>滑坡, 训练, 深度学习, 机器学习, 神经网络, 语义分割, 切片, 模型, 人工智能, 微调, landslide, training, train, deep learning, machine learning, neural network, U-Net, ResUNet, SegNet, segmentation, semantic segmentation, tiles, PyTorch, model, AI, fine-tuning</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>Trains a network that draws boundaries as you draw them. It cuts the feature stack into tiles, holds back blocks of ground with a dead zone around them, learns on the rest, and scores itself on what it has not seen, beside simple maps: candidate areas, fast targets, the hot spot map above a threshold, and a classifier of single cells.

Needs: a feature stack, polygons of areas that you are sure of (20 or more; 50 are better; a few are left out in turn where no ground can be held back), and PyTorch (see Check environment). Also draw the fully mapped ground, polygons inside which you have drawn every area: ground outside is then ignored instead of being learnt as stable.

Gives: a model file, and a report to read before you trust the model. It takes minutes on a small area to hours on a large one; a graphics card is used where there is one.

Liang et al. (2023), Remote Sensing 15, 5262, sections 3.4 and 4; the preset recommended goes beyond it.</source>
        <translation>训练一个像您一样绘制边界的网络。它把特征栈切成切片，留出若干区块并在其周围设隔离带，在其余部分学习，再用未见过的部分给自己评分，并与几种简单图对比：候选形变区、快速目标、取阈值的热点图、单像元分类器。

需要：特征栈、您有把握的形变区多边形（不少于 20 个，50 个更好；若无法留出地面，则把少数几个轮流留出），以及 PyTorch（见“检查运行环境”）。还请绘制已完整绘制的范围，即您已绘全形变区的多边形：其外的地面会被忽略，而不会当作稳定区来学习。

得到：模型文件，以及在信任模型之前应阅读的报告。小区域需几分钟，大区域需几小时；有显卡则使用显卡。

Liang et al. (2023), Remote Sensing 15, 5262, 第 3.4 和 4 节；预设 recommended 有所改进。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>Start from an existing model</source>
        <translation>从已有模型开始</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>A model to fine-tune, also with other features: features that it does not know start at zero. Or an interrupted training (*.unfinished.safetensors, beside its model), which continues where it stopped, with its own recipe. Empty: with fewer than 20 areas the starting model that comes with Slipline, which then keeps what it knows and learns from your areas; else a new model. nothing: a new model, however few areas there are.</source>
        <translation>要微调的模型，特征也可不同：模型不认识的特征从零开始。或中断的训练（模型旁的 *.unfinished.safetensors），按其自身的训练方案从中断处继续。留空：手绘区域少于 20 个时，从 Slipline 自带的起始模型开始，保留其已有的知识并学习您的区域；否则训练新模型。nothing：无论区域多少，都训练新模型。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>The model file, for Predict boundaries. It also records what the network was trained on and its scores. Without a name it is kept beside the feature stack, never in a temporary folder; the log says where.</source>
        <translation>模型文件，供“预测边界”使用，并记录网络的训练数据和得分。未命名时保存在特征栈旁边，绝不放在临时文件夹；日志会说明位置。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Training report</source>
        <translation>训练报告</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>A page with scores and their intervals, simple maps for comparison, areas by size, outlines in metres, calibration, map of the split, curves and examples.</source>
        <translation>一页报告：得分及其区间、用于对比的简单基线图、按大小统计的形变区、以米计的轮廓差、校准、划分图、曲线和示例。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>Training, validation and test ground</source>
        <translation>训练、验证和测试区</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>Polygons of the ground that was used for training, validation and testing. After the final training on all ground (refit), the model has learnt from all of it.</source>
        <translation>用于训练、验证和测试的地面的多边形。在全部地面上做最终训练（全域重训）之后，模型学习过其中全部地面。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>Labels to look at</source>
        <translation>需要查看的标注</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>Areas that you may have forgotten (network and candidate areas see them, nobody drew them) and outlines that the ground contradicts (nothing moves in them). The final training (refit) does not learn from them. Open the layer in the review panel, decide, and give it to the next training.</source>
        <translation>您可能遗漏的形变区（网络和候选形变区都看到而没有人勾画）以及与地面不符的轮廓（其中没有任何移动）。最终训练 (refit) 不从它们学习。请在审核面板中打开该图层，作出决定，并交给下一次训练。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>The raster made by Build feature stack. Its bands are found by their names.</source>
        <translation>由“构建特征栈”生成的栅格；波段按名称查找。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>Outlines by other mappers</source>
        <translation>其他制图者的轮廓</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>The same ground, drawn by other people. Where mappers disagree, nothing is learnt or scored; the report says how far they agree.</source>
        <translation>由他人绘制的同一地区。意见不一之处既不学习也不评分；报告会说明一致程度。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>Labels that you looked at</source>
        <translation>您查看过的标注</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>The layer Labels to look at of an earlier training, after you reviewed it. Forgotten areas that you accepted are learnt, contradicted outlines that you rejected are not, and no label that you decided on is doubted again.</source>
        <translation>以前一次训练的图层“需要查看的标注”，经您审核之后。您接受的遗漏形变区会被学习，您拒绝的不符轮廓不再学习，您决定过的标注不会再被质疑。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>Names of the bands to learn from, separated by commas. Empty: the bands of the preset that the stack has.</source>
        <translation>要学习的波段名称，用逗号分隔。留空：特征栈中该预设所含的波段。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/tiletrain.py"/>
        <source>The model is kept as {path}.</source>
        <translation>模型保存为 {path}。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Targets that are stable, steady, accelerating, slowing or seasonal, or whose motion changed on a date</source>
        <translation>稳定、匀速、加速、减速或季节性的目标，以及运动在某一日期发生改变的目标</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>landslide, InSAR, deformation, time series, trend, acceleration, break, change point, season, seasonal, unwrapping error, jump, velocity, PS-Time, classification, displacement</source>
        <translation>滑坡, 形变, 时间序列, 趋势, 加速, 加速度, 突变点, 转折, 季节性, 解缠误差, 跳变, 速率, 分类, 位移, landslide, InSAR, deformation, time series, trend, acceleration, break, change point, season, seasonal, unwrapping error, jump, velocity, PS-Time, classification, displacement</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Tells what kind of motion the displacements of each target show: stable, linear, accelerating, slowing, seasonal, with a break (a date on which the velocity changed), with a jump (a step near a whole number of half wavelengths, which is an error of the unwrapping rather than a motion), or too noisy.

Needs a point layer with 15 or more fields of displacements in mm, such as D20190325, as Import coherent targets and Velocities from interferograms make it. Dates may be uneven, and targets may have gaps.

Gives the same targets with the fields trend, acceleration, break_date, speed_before, speed_after, season_mm, jumps, trend_p and noise_mm. Hot spot, Build feature stack, Predict boundaries and the review panel use them. A million targets with 300 dates take two to three minutes.

Nested least squares: a straight line, a parabola and a line with a break are compared by the Bayesian information criterion, with a season beside them where the dates span 1.5 years or more. Neighbouring dates share noise; how much is found from all targets, so that chance alone makes few breaks. What all targets share at a date is taken out before. Classes after Berti et al. (2013).</source>
        <translation>判断每个目标的位移属于哪种运动：稳定（stable）、线性（linear）、加速（accelerating）、减速（slowing）、季节性（seasonal）、有转折（break，速率在某一日期改变）、有跳变（jump，约为半波长整数倍的台阶，属于解缠误差而非运动），或噪声过大（noisy）。

需要一个点图层，带有 15 个或更多以毫米为单位的位移字段，例如 D20190325，即“导入相干目标”和“由干涉图求速率”所生成的图层。日期间隔可以不均匀，目标可以有缺测。

输出同样的目标，并带有字段 trend、acceleration、break_date、speed_before、speed_after、season_mm、jumps、trend_p 和 noise_mm。热点分析、构建特征栈、预测边界和审核面板都使用这些字段。一百万个目标、300 个日期需要两到三分钟。

嵌套最小二乘：用贝叶斯信息准则比较直线、抛物线和带转折的折线；日期跨度达到 1.5 年时同时估计季节项。相邻日期的噪声相关，其程度由全部目标求得，因此偶然产生的转折很少。事先去除所有目标在每个日期共有的部分。分类参照 Berti 等（2013）。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Point layer with fields of displacements in mm, one for each date, such as D20190325.</source>
        <translation>带有以毫米为单位的位移字段的点图层，每个日期一个字段，例如 D20190325。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Radar wavelength (mm)</source>
        <translation>雷达波长 (mm)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>A jump is a step of half of it: 55.5 for Sentinel-1 and other C band, 31 for X band, 236 for L band.</source>
        <translation>跳变是半个波长的台阶：Sentinel-1 及其他 C 波段为 55.5，X 波段为 31，L 波段为 236。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Undo jumps</source>
        <translation>消除跳变</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Takes the jumps out of the field velocity and out of the displacements. A landslide that really moved by half a wavelength between two dates would be hidden: look at the jumps first.</source>
        <translation>从速率字段和位移中去除跳变。若滑坡确实在两个日期之间移动了半个波长，这一运动会被隐藏：请先查看跳变。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Minimum velocity (mm/yr)</source>
        <translation>最小速率 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Slower ground is stable, and a velocity that changes by less over all dates is steady.</source>
        <translation>比这更慢的地面视为稳定；在全部日期内变化小于此值的速率视为匀速。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Minimum seasonal amplitude (mm)</source>
        <translation>最小季节振幅 (mm)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Amplitude from which on ground without a trend is called seasonal. The field season_mm has it anyway.</source>
        <translation>没有趋势的地面，振幅达到此值时称为季节性。字段 season_mm 总会给出振幅。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Maximum noise (mm)</source>
        <translation>最大噪声 (mm)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Standard deviation about the motion from which on a target is too noisy. Empty: wavelength / 8.</source>
        <translation>相对于运动模型的标准差达到此值时，目标视为噪声过大。留空：波长 / 8。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Remove motion common to all targets</source>
        <translation>去除所有目标共有的运动</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Subtracts a plane from each date, fitted to what remains of all targets without their own motion: the atmosphere and the motion of the reference point. Slow changes that all targets share are kept. It needs 50 targets.</source>
        <translation>对每个日期，用去除各目标自身运动后的残差拟合一个平面并减去：即大气和参考点运动的影响。所有目标共有的缓慢变化予以保留。需要 50 个目标。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>Classified targets</source>
        <translation>已分类的目标</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/timeseries.py"/>
        <source>The targets with the kind of their motion (trend), the acceleration (mm/yr2), the date of the break, the velocity at the beginning and at the end (mm/yr), the seasonal amplitude (mm), the number of jumps, the probability that noise alone would look like this, and the noise (mm).</source>
        <translation>目标及其运动类型（trend）、加速度（mm/yr2）、转折日期、起始与结束时的速率（mm/yr）、季节振幅（mm）、跳变次数、仅由噪声造成这种运动的概率，以及噪声（mm）。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Ascending and descending targets as velocity to the east, upwards and down the slope</source>
        <translation>由升轨和降轨目标求东向、垂直向和顺坡速率</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>landslide, InSAR, deformation, decomposition, ascending, descending, orbit, line of sight, LOS, east, up, vertical, horizontal, 2D, velocity, slope, EGMS</source>
        <translation>landslide, InSAR, deformation, decomposition, ascending, descending, orbit, line of sight, LOS, east, up, vertical, horizontal, 2D, velocity, slope, EGMS, 滑坡, 升轨, 降轨, 视线向, 东向, 垂直向, 分解</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Combines the targets of ascending and descending orbits, or of any two or more lines of sight, into the velocity of the ground to the east and upwards, each with its error. A landslide that one orbit cannot see is seen by the other.

Needs one point layer for each track, as Import coherent targets makes it. Each says where its satellite stands, in the fields los_east, los_north and los_up, or in incidence and pass; or give the incidence and the heading here.

Gives a layer of sites for Hot spot, Build feature stack and Predict boundaries: the velocity towards each satellite, east, north and up, the velocity down the slope where an elevation model is given, the number of targets, and what the orbits say together. The raster holds the same for each cell. 100,000 targets take about half a minute.

Radar satellites fly almost from north to south and hardly see a motion to the north: it is taken as 0, or the motion is taken to go down the steepest descent. Weighted least squares with the line-of-sight vectors, as Wright et al. (2004).</source>
        <translation>把升轨和降轨目标，或任意两个及以上视线向的目标，合成为地面的东向和垂直向速率，并各给出误差。一个轨道看不到的滑坡，由另一个轨道看到。

每个轨道需要一个点图层，如“导入相干目标”所生成。各图层在字段 los_east、los_north、los_up 或 incidence 与 pass 中说明卫星在何处；也可在此给出入射角和航向角。

得到一个点图层，可用于“热点分析”“构建特征栈”和“预测边界”：朝向每颗卫星的速率，东向、北向和垂直向速率，给出高程模型时还有顺坡速率，以及目标数和各轨道的一致情况。栅格对每个像元给出同样的内容。十万个目标约需半分钟。

雷达卫星几乎沿南北方向飞行，几乎看不到南北向运动：将其取为 0，或认为运动沿最陡下坡方向。按视线向向量作加权最小二乘，见 Wright 等（2004）。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Targets, one layer for each orbit</source>
        <translation>目标（每个轨道一个图层）</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Two or more point layers with a field velocity in mm/yr, positive towards the satellite, as Import coherent targets makes them: one for each track. A layer that mixes ascending and descending targets is refused.</source>
        <translation>两个或更多点图层，含字段 velocity（mm/yr，朝向卫星为正），如“导入相干目标”所生成：每个轨道一个。混有升轨和降轨目标的图层会被拒绝。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Motion to the north</source>
        <translation>北向运动</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>zero: taken as 0, so that two orbits give east and up; slope: the motion is taken to go down the steepest descent of the elevation model, so that one orbit is enough where it sees such a motion.</source>
        <translation>zero：取为 0，由两个轨道得到东向和垂直向速率；slope：认为运动沿高程模型的最陡下坡方向，因而一个轨道若能看到这种运动便已足够。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Heights, in any CRS. With it the velocity down the steepest descent is computed, and sites where one orbit says downhill and the other uphill are marked. It is null on ground flatter than 5 degrees and where no orbit sees a fifth of such a motion.</source>
        <translation>高程，坐标系不限。有了它便计算顺坡速率，并标出一个轨道显示下坡、另一个显示上坡的点。坡度小于 5 度处，以及没有轨道能看到这种运动的五分之一处，为空值。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Incidence angles (degrees)</source>
        <translation>入射角（度）</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Angle between the line of sight and the vertical for each layer, in their order, with blanks between, for example 39 37. One number holds for all layers. Empty: the fields los_east, los_north and los_up or the field incidence of each layer say it.</source>
        <translation>每个图层的视线向与铅垂线的夹角，按图层顺序，以空格分隔，例如 39 37。只给一个数则用于所有图层。留空：由各图层的字段 los_east、los_north、los_up 或 incidence 给出。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Headings (degrees)</source>
        <translation>航向角（度）</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Flight direction of the satellite for each layer, clockwise from north, in their order, with blanks between: about 350 for ascending and 190 for descending orbits. Empty: the fields los_east, los_north and los_up or the field pass (A or D) of each layer say it. The radar looks to the right.</source>
        <translation>每个图层的卫星飞行方向，自正北顺时针，按图层顺序，以空格分隔：升轨约 350，降轨约 190。留空：由各图层的字段 los_east、los_north、los_up 或 pass（A 或 D）给出。雷达朝右侧观测。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Sites</source>
        <translation>点位</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>targets: a site at each target of every track, with the mean of all targets within the radius; cells: a site in each cell that holds a target.</source>
        <translation>targets：在每条轨道的每个目标处设一个点位，取半径内所有目标的平均值；cells：在每个含有目标的像元设一个点位。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Radius (m)</source>
        <translation>半径（m）</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Targets up to this distance belong to a site. Empty: half of the sites have 5 targets of each track within it.</source>
        <translation>此距离以内的目标归入该点。留空：使半数的点在此距离内每个轨道有 5 个目标。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Of the cells and of the raster. Empty: about as large as the circle of the radius.</source>
        <translation>像元和栅格的大小。留空：与半径所成的圆大致同样大。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>The cells are whole multiples of the cells of this raster. Empty: a grid over the targets.</source>
        <translation>像元为此栅格像元的整数倍。留空：按目标范围生成格网。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Align the tracks</source>
        <translation>统一各轨道的基准</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>stable: the velocity of the ground that both tracks call stable is subtracted from each, and the log says how much it is; nothing: velocities stay as they are, for products that have one reference, such as EGMS.</source>
        <translation>stable：从每个轨道减去两个轨道都认为稳定的地面的速率，日志给出其大小；nothing：速率保持不变，用于基准一致的产品，如 EGMS。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>adaptive: a site takes in the neighbours within five radii whose velocities differ from its own by no more than chance, so that noise on stable ground averages out and the edges of landslides stay sharp; none: each site by itself. The velocities towards each satellite are never smoothed.</source>
        <translation>adaptive：每个点并入五倍半径以内、速率与它之差不超过随机误差的邻点，稳定地面上的噪声因而相互抵消，滑坡边缘保持清晰；none：各点独立。朝向各卫星的速率从不平滑。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Sites of two orbits</source>
        <translation>两个轨道的点位</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Point layer with velocity_east, velocity_north, velocity_up, velocity_slope and their standard deviations (mm/yr), velocity_a and velocity_d towards the ascending and the descending satellite, the numbers of targets, and agreement: still, same, one (only one orbit has targets or shows motion), contradict (one says downhill and the other uphill). velocity is that of the orbit that sees most.</source>
        <translation>点图层，含 velocity_east、velocity_north、velocity_up、velocity_slope 及其标准差（mm/yr），朝向升轨和降轨卫星的 velocity_a 与 velocity_d，目标数，以及 agreement：still（静止）、same（一致）、one（只有一个轨道有目标或显示运动）、contradict（一个显示下坡，另一个显示上坡）。velocity 为看到最多运动的轨道的速率。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Raster of two orbits</source>
        <translation>两个轨道的栅格</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>Raster with the same values as named bands: each cell holds the mean of its targets. agreement is 0 still, 1 same, 2 one, 3 contradict.</source>
        <translation>以有名称的波段给出同样数值的栅格：每个像元为其目标的平均。agreement 为 0 still、1 same、2 one、3 contradict。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/twoorbits.py"/>
        <source>{name} has {count} numbers for {layers} layers. Give one for each layer, or one for all.</source>
        <translation>{name} 有 {count} 个数，而图层有 {layers} 个。请为每个图层给一个数，或只给一个数用于全部。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Coherent targets with velocities from a folder of interferograms (InSAR time series)</source>
        <translation>由一个文件夹的干涉图得到带速率的相干目标（InSAR 时间序列）</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>landslide, InSAR, interferogram, interferometry, time series, SBAS, IPTA, HyP3, LiCSAR, GAMMA, ROI_PAC, ISCE, Sentinel-1, phase, unwrapping, velocity, deformation, displacement, line of sight, coherence, atmosphere</source>
        <translation>滑坡, 干涉图, 干涉测量, 时间序列, 相位, 解缠, 速率, 形变, 位移, 视线向, 相干性, 大气, landslide, InSAR, interferogram, interferometry, time series, SBAS, IPTA, HyP3, LiCSAR, GAMMA, ROI_PAC, ISCE, Sentinel-1, phase, unwrapping, velocity, deformation, displacement, line of sight, coherence, atmosphere</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Turns a folder of geocoded interferograms, as they are downloaded, into coherent targets: velocity with its error, coherence, height correction and displacement series.

Needs at least two interferograms of one track and frame, better thirty or more, of ASF HyP3, COMET LiCSAR, GAMMA, ROI_PAC or ISCE2, or plain GeoTIFFs with two dates in their names; zip files are read as they are.

Gives a point layer that Hot spot takes as it is, and on request the displacement series, a raster and a report with the network, what was left out and why, and the noise.

Wrong whole cycles of the unwrapping are repaired. The report counts them, and also says how much of the phase nothing can check. The velocity is estimated from all scenes, and its standard deviation holds the atmosphere. 70 interferograms of 30,000 cells take some seconds, a full frame half an hour. Preset paper follows Liang et al. (2023) and Werner et al. (2003).</source>
        <translation>将一个文件夹中已地理编码的干涉图（下载后原样即可）转换为相干目标：速率及其误差、相干性、高程改正和位移时间序列。

需要同一轨道和图幅的至少两幅干涉图，最好三十幅以上，来自 ASF HyP3、COMET LiCSAR、GAMMA、ROI_PAC 或 ISCE2，或名称中带两个日期的普通 GeoTIFF；zip 文件无需解压。

给出“热点”工具可直接使用的点图层，并可按需给出位移时间序列、栅格以及报告，报告说明干涉网络、舍弃了什么及其原因，还有噪声。

解缠中错误的整周会被修复。报告给出其数量，并说明有多少相位无法检查。速率由全部影像估计，其标准差包含大气影响。70 幅 30,000 像元的干涉图需几秒，整景约半小时。预设 paper 遵循 Liang 等 (2023) 和 Werner 等 (2003)。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <source>Folder of the interferograms</source>
        <translation>干涉图文件夹</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <source>Searched with all its subfolders and zip files. One track and frame.</source>
        <translation>连同所有子文件夹和 zip 文件一起搜索。须为同一轨道和图幅。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>recommended: the estimator that measured best. paper: regression on the pairs as IPTA does it, no repair of cycles; the report says how it differs.</source>
        <translation>recommended：实测最好的估计方法。paper：像 IPTA 那样对像对做回归，不修复整周错误；报告说明其差别。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Maximum temporal baseline (days)</source>
        <translation>最长时间基线（天）</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Longer pairs are left out, except those that join the network. 0: no limit. The paper takes 30.</source>
        <translation>更长的像对被舍弃，连接网络所需的除外。0：不限。论文取 30。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Maximum perpendicular baseline (m)</source>
        <translation>最长垂直基线 (m)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Pairs with a longer baseline are left out, except those that join the network. 0: no limit.</source>
        <translation>基线更长的像对被舍弃，连接网络所需的除外。0：不限。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Only this part is read. Empty: all that the interferograms share.</source>
        <translation>只读取这一部分。留空：各干涉图共有的全部范围。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Reference point</source>
        <translation>参考点</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>A point on stable, coherent ground: the velocities of the 5 x 5 cells around it become zero. Empty: velocities are relative to all stable ground together, or, without the correction plane, to the best window of cells.</source>
        <translation>稳定且相干的地面上的一点：其周围 5 x 5 个像元的速率变为零。留空：速率相对于全部稳定地面；若不做 plane 改正，则相对于最佳的像元窗口。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Producer of the files. auto: recognised by the names of the files. One of:</source>
        <translation>文件的生产者。auto：按文件名识别。可选：</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <location filename="../core/interferograms/page.py"/>
        <source>Phase</source>
        <translation>相位</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>unwrapped: whole cycles were solved by the producer. wrapped: they are solved here, over arcs between coherent targets. auto: unwrapped where there is such a phase.</source>
        <translation>unwrapped：整周已由生产者解出。wrapped：在此处沿相干目标之间的弧段解出。auto：有解缠相位时用解缠相位。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Targets with a lower coherence are left out. The coherence is the smaller of two measures: noise of single pairs lowers one, noise of single scenes the other. Noise alone stays below 0.7 in both.</source>
        <translation>相干性低于此值的目标点被舍去。相干性取两个度量中较小的一个：单个干涉对的噪声使其中一个降低，单景的噪声使另一个降低。纯噪声在两者中都低于 0.7。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Minimum mean coherence of the pairs</source>
        <translation>干涉对的最小平均相干性</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Cells with a lower mean over the pairs are not candidates. 0: all cells.</source>
        <translation>像对平均相干性更低的像元不作为候选。0：所有像元。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Unwrapping errors (wrong cycles)</source>
        <translation>解缠误差（整周错误）</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>repair: regions that are off by whole cycles, and triangles of pairs that do not close, are set right; mask: values in open triangles are left out; none: everything is taken as it is.</source>
        <translation>repair：改正相差整周的区域和不闭合的像对三角形；mask（掩膜）：舍弃不闭合三角形中的值；none：全部照原样使用。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <location filename="../core/interferograms/page.py"/>
        <source>Atmospheric correction</source>
        <translation>大气校正</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>plane: subtracts a plane from each scene, fitted to stable ground; it also removes regional motion. height: subtracts the delay that depends on the height. filter: removes what is rough in time and smooth in space; it changes the series, never the velocity.</source>
        <translation>plane：从每景影像减去由稳定地面拟合的平面；它也会去掉区域性运动。height：减去随高程变化的延迟。filter：去掉时间上粗糙而空间上平滑的部分；它只改变时间序列，从不改变速率。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Model a yearly motion</source>
        <translation>模拟年周期运动</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>A yearly sine beside the velocity. Needs 1.5 years of scenes.</source>
        <translation>在速率之外加一个年周期正弦。需要 1.5 年的影像。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Heights of the targets in m. Empty: the one beside the interferograms, if any.</source>
        <translation>目标的高程 (m)。留空：干涉图旁附带的高程模型（如有）。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Second elevation model to compare</source>
        <translation>用于比较的第二个高程模型</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>The report compares it with the first one. Only with wrapped phase and baselines.</source>
        <translation>报告把它与第一个高程模型比较。仅当有缠绕相位和基线时。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Search on arcs: velocity (mm/yr)</source>
        <translation>弧段搜索：速率 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>The velocities of neighbouring targets are expected to differ by less than this. Only with wrapped phase.</source>
        <translation>预期相邻目标的速率之差小于此值。仅用于缠绕相位。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Search on arcs: height (m)</source>
        <translation>弧段搜索：高程 (m)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>The errors of the elevation model at neighbouring targets are expected to differ by less than this. Only with wrapped phase.</source>
        <translation>预期高程模型在相邻目标处的误差之差小于此值。仅用于缠绕相位。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>A CRS in metres. Empty: that of the interferograms where it is in metres, else the local UTM zone.</source>
        <translation>以米为单位的坐标系。留空：干涉图的坐标系（若以米为单位），否则为当地 UTM 带。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Points with velocity (mm/yr along the line of sight, positive towards the satellite), velocity_std, coherence, height, height_correction, height_std (m), series_std (mm), pairs, and uncheckable: the share of their pairs that are in no triangle. Where the producer says it: incidence, line of sight (los_east, los_north, los_up), pass and track, so that East and up from two orbits takes them.</source>
        <translation>点图层，含 velocity（沿视线向，mm/yr，朝向卫星为正）、velocity_std、coherence、height、height_correction、height_std (m)、series_std (mm)、pairs，以及 uncheckable：不在任何三角形中的像对所占比例。如产生者给出：入射角、视线方向 (los_east, los_north, los_up)、pass 和 track，“由两个轨道求东向与垂直向速率”可直接使用。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>The same points with a column DYYYYMMDD for each scene: displacement in mm against the first.</source>
        <translation>相同的点，每景影像一列 DYYYYMMDD：相对于第一景的位移 (mm)。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Velocity raster</source>
        <translation>速率栅格</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Velocity of the targets on the cells of the interferograms.</source>
        <translation>目标的速率，位于干涉图的像元上。</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <source>Report of the velocities</source>
        <translation>速率报告</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <location filename="../algorithms/tools/velocities.py"/>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <source>Network, pairs left out and why, triangles before and after the repair, noise of each scene, maps.</source>
        <translation>干涉网络、舍弃的像对及其原因、修复前后的三角形、每景影像的噪声、地图。</translation>
    </message>
    <message>
        <location filename="../core/areas/exposure.py"/>
        <source>{name}: in the area</source>
        <translation>{name}：区域内</translation>
    </message>
    <message>
        <location filename="../core/areas/exposure.py"/>
        <source>{name}: within {margin} m around it</source>
        <translation>{name}：周围 {margin} m 内</translation>
    </message>
    <message>
        <location filename="../core/areas/exposure.py"/>
        <source>{name}: length in the area (m)</source>
        <translation>{name}：区域内长度（m）</translation>
    </message>
    <message>
        <location filename="../core/areas/exposure.py"/>
        <source>{name}: length within {margin} m around it (m)</source>
        <translation>{name}：周围 {margin} m 内的长度（m）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../core/areas/lines.py"/>
        <location filename="../core/summaries/exposure_page.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/lines.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>area</source>
        <translation>形变区</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../core/demo/write.py"/>
        <location filename="../core/tilestore/split_layer.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <location filename="../resources/styles/split.qml"/>
        <source>area (m²)</source>
        <translation>面积 (m²)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>perimeter (m)</source>
        <translation>周长 (m)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>length down the slope (m)</source>
        <translation>顺坡长度 (m)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>width across the slope (m)</source>
        <translation>横坡宽度 (m)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>length / width</source>
        <translation>长宽比</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>mean probability (0 to 1)</source>
        <translation>平均概率（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>largest probability (0 to 1)</source>
        <translation>最大概率（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>mean standard deviation of the probability (0 to 1)</source>
        <translation>概率标准差的均值（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>mean standard deviation that more data would not mend (0 to 0.5)</source>
        <translation>更多数据也不能改善的标准差均值（0 到 0.5）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>share of the image in the probability (0 to 1)</source>
        <translation>影像在概率中的份额（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>share of the terrain in the probability (0 to 1)</source>
        <translation>地形在概率中的份额（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>share of the motion in the probability (0 to 1)</source>
        <translation>运动在概率中的份额（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>shift of the outline without the image (m)</source>
        <translation>去掉影像后轮廓的移动（m）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>shift of the outline without the terrain (m)</source>
        <translation>去掉地形后轮廓的移动（m）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>shift of the outline without the motion (m)</source>
        <translation>去掉运动后轮廓的移动（m）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>source that gives half of the probability or more</source>
        <translation>占概率一半或更多的信息源</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>sources without which there is no area</source>
        <translation>去掉后形变区即不存在的信息源</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>density of targets (1/km²)</source>
        <translation>目标密度 (1/km²)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>mean velocity (mm/yr)</source>
        <translation>平均速率 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>median velocity (mm/yr)</source>
        <translation>速率中位数 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>lowest velocity (mm/yr)</source>
        <translation>最低速率 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>highest velocity (mm/yr)</source>
        <translation>最高速率 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>largest |velocity| (mm/yr)</source>
        <translation>最大 |速率| (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>95 % quantile of |velocity| (mm/yr)</source>
        <translation>95 % 分位 |速率| (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/gi_targets.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <location filename="../resources/styles/targets.qml"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>standard deviation of the velocity (mm/yr)</source>
        <translation>速率标准差 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>motion along the line of sight</source>
        <translation>视线向运动方向</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>activity by |median velocity|</source>
        <translation>活动性（按 |速率中位数|）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>mean Gi* z-score</source>
        <translation>平均 Gi* z 得分</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>Gi* z-score of largest magnitude</source>
        <translation>绝对值最大的 Gi* z 得分</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>mean coherence (0 to 1)</source>
        <translation>平均相干性（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>orbits that see the motion: a ascending, d descending</source>
        <translation>看到运动的轨道：a 升轨，d 降轨</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>median velocity to the east (mm/yr)</source>
        <translation>东向速率中位数（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>median velocity upwards (mm/yr)</source>
        <translation>垂直向速率中位数（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>kind of motion of most targets</source>
        <translation>多数目标的运动类型</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>share of the targets that agree (0 to 1)</source>
        <translation>一致的目标所占比例（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>date of the break</source>
        <translation>转折日期</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>spread of the dates of the break (days)</source>
        <translation>转折日期的离散程度（天）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>median velocity at the end of the series (mm/yr)</source>
        <translation>序列结束时的速率中位数（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>spread of the velocity at the end (mm/yr)</source>
        <translation>结束时速率的离散程度（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>median acceleration (mm/yr²)</source>
        <translation>加速度中位数（mm/yr²）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>spread of the acceleration (mm/yr²)</source>
        <translation>加速度的离散程度（mm/yr²）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>share of the targets with jumps (0 to 1)</source>
        <translation>有跳变的目标所占比例（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>median velocity down the slope (mm/yr)</source>
        <translation>顺坡速率中位数 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>mean hot spot density (z/km²)</source>
        <translation>平均热点密度 (z/km²)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>mean slope (°)</source>
        <translation>平均坡度 (°)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>steepest slope (°)</source>
        <translation>最大坡度 (°)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>mean aspect (° from north)</source>
        <translation>平均坡向（° 自北）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>lowest elevation (m)</source>
        <translation>最低高程 (m)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>highest elevation (m)</source>
        <translation>最高高程 (m)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>relief (m)</source>
        <translation>高差 (m)</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>what the area crosses: a ridge or a river</source>
        <translation>区域跨越的地形：山脊（ridge）或河谷（river）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>what the area was cut at: a ridge or a river</source>
        <translation>在何处切开：山脊或河流</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>mean share of a motion down the slope that is seen (0 to 1)</source>
        <translation>顺坡运动被看到的平均份额（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>visibility of a motion down the slope</source>
        <translation>顺坡运动的可视性</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>quality, 1 (best) to 4</source>
        <translation>质量，1（最好）到 4</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../core/areas/review.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>review status</source>
        <translation>复核状态</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>feature stack</source>
        <translation>特征栈</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>threshold of the probability</source>
        <translation>概率阈值</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>probability that the area reaches somewhere</source>
        <translation>形变区内某处达到的概率</translation>
    </message>
    <message>
        <location filename="../core/areas/fields.py"/>
        <location filename="../resources/styles/areas.qml"/>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>date of the prediction</source>
        <translation>预测日期</translation>
    </message>
    <message>
        <location filename="../core/areas/lines.py"/>
        <location filename="../resources/styles/lines.qml"/>
        <source>inner or outer line</source>
        <translation>内或外边界线</translation>
    </message>
    <message>
        <location filename="../core/areas/lines.py"/>
        <location filename="../resources/styles/lines.qml"/>
        <source>probability on the line (0 to 1)</source>
        <translation>线上的概率（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/areas/motion.py"/>
        <source>median velocity, {orbit} (mm/yr)</source>
        <translation>速率中位数，{orbit}（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/areas/motion.py"/>
        <source>targets, {orbit}</source>
        <translation>目标数，{orbit}</translation>
    </message>
    <message>
        <location filename="../core/areas/motion.py"/>
        <source>share of the motion that is seen, {orbit} (0 to 1)</source>
        <translation>可见运动的比例，{orbit}（0 至 1）</translation>
    </message>
    <message>
        <location filename="../core/areas/outlines.py"/>
        <source>The mask {path} cannot be read: {reason}. The disk may be full.</source>
        <translation>掩膜 {path} 无法读取：{reason}。磁盘可能已满。</translation>
    </message>
    <message>
        <location filename="../core/areas/regions.py"/>
        <source>The merge distance is {merge} m, on a grid of {width} x {height} m with cells of {cell} m. Choose at most {most} m.</source>
        <translation>合并距离为 {merge} m,而格网为 {width} x {height} m,像元为 {cell} m。请最多选择 {most} m。</translation>
    </message>
    <message>
        <location filename="../core/areas/regions.py"/>
        <source>The smallest area is {area} m2, but the whole grid has only {ground} m2. Choose a smaller one.</source>
        <translation>最小面积为 {area} m2,而整个格网只有 {ground} m2。请选择更小的值。</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <location filename="../core/display/shown_words.py"/>
        <source>not reviewed</source>
        <translation>未复核</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <location filename="../core/display/shown_words.py"/>
        <source>accepted</source>
        <translation>采纳</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <location filename="../core/display/shown_words.py"/>
        <source>rejected</source>
        <translation>否决</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <location filename="../core/display/shown_words.py"/>
        <source>later</source>
        <translation>待定</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <source>no sign of a landslide in the imagery</source>
        <translation>影像上没有滑坡迹象</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <source>subsidence or compaction</source>
        <translation>沉降或压实</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <source>mining, dump or construction works</source>
        <translation>采矿、弃渣或施工</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <source>erosion, river bed, vegetation or snow</source>
        <translation>侵蚀、河床、植被或积雪</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <source>noise or unwrapping error of the radar</source>
        <translation>雷达噪声或解缠误差</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <source>landslide, but the outline is too far off</source>
        <translation>是滑坡，但轮廓偏差太大</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <source>other, see the note</source>
        <translation>其他，见备注</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <source>reviewed by</source>
        <translation>复核人</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <source>time of the review</source>
        <translation>复核时间</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <source>reason of the rejection</source>
        <translation>否决原因</translation>
    </message>
    <message>
        <location filename="../core/areas/review.py"/>
        <source>note of the reviewer</source>
        <translation>复核人备注</translation>
    </message>
    <message>
        <location filename="../core/areas/review_training.py"/>
        <source>Of {count} areas {accepted} are accepted and {rejected} rejected. Accept some areas first: training needs areas that move.</source>
        <translation>{count} 个形变区中 {accepted} 个已采纳，{rejected} 个已否决。请先采纳一些：训练需要运动的形变区。</translation>
    </message>
    <message>
        <location filename="../core/areas/rules.py"/>
        <source>The seed threshold {seed} is below the threshold {threshold}. Give a larger one, or none.</source>
        <translation>种子阈值 {seed} 低于阈值 {threshold}。请给出更大的值，或留空。</translation>
    </message>
    <message>
        <location filename="../core/areas/rules.py"/>
        <source>The smoothing is {smooth} m, but the stack&apos;s longer side has only {longest} m. Choose less.</source>
        <translation>平滑长度为 {smooth} m,而特征栈的长边只有 {longest} m。请选择更小的值。</translation>
    </message>
    <message>
        <location filename="../core/areas/splitting.py"/>
        <source>Areas cannot be split at ridges and rivers, because the stack has no {bands}. Build it with an elevation model, or do not split.</source>
        <translation>特征栈没有 {bands}，无法在山脊和河流处切开形变区。请用高程模型构建特征栈，或不切开。</translation>
    </message>
    <message>
        <location filename="../core/base/card_schema.py"/>
        <location filename="../core/base/safetensors_header.py"/>
        <source>its card is damaged</source>
        <translation>其模型卡已损坏</translation>
    </message>
    <message>
        <location filename="../core/base/card_schema.py"/>
        <source>The model {path} was made by a newer version of Slipline: its card has the format {format}, this version reads {known}. Update Slipline, or train the model with this version.</source>
        <translation>模型 {path} 由更新版本的 Slipline 生成：其模型卡的格式为 {format}，此版本可读取 {known}。请更新 Slipline，或用此版本重新训练模型。</translation>
    </message>
    <message>
        <location filename="../core/base/card_schema.py"/>
        <source>its card is not of format {format}</source>
        <translation>其模型卡不是格式 {format}</translation>
    </message>
    <message>
        <location filename="../core/base/card_schema.py"/>
        <source>the entry {name} of its card cannot be used: {value}</source>
        <translation>模型卡中的条目 {name} 无法使用：{value}</translation>
    </message>
    <message>
        <location filename="../core/base/model_card.py"/>
        <source>it is an unfinished training; choose it as START_FROM to continue it</source>
        <translation>它是未完成的训练，可用 START_FROM 继续</translation>
    </message>
    <message>
        <location filename="../core/base/model_card.py"/>
        <location filename="../models/networks/model_file.py"/>
        <source>it has no card</source>
        <translation>它没有模型卡</translation>
    </message>
    <message>
        <location filename="../core/base/model_card.py"/>
        <source>its card is not complete</source>
        <translation>其模型卡不完整</translation>
    </message>
    <message>
        <location filename="../core/base/model_card.py"/>
        <source>The model {path} cannot be written: {reason}. Choose another folder, or free disk space.</source>
        <translation>模型 {path} 无法写入：{reason}。请选择其他文件夹，或腾出磁盘空间。</translation>
    </message>
    <message>
        <location filename="../core/base/recipe_checks.py"/>
        <source>PARTS is {parts}, but the network {name} has none. Choose NETWORK = resunet, or leave PARTS empty.</source>
        <translation>PARTS 为 {parts}，但网络 {name} 没有这些部件。请选择 NETWORK = resunet，或将 PARTS 留空。</translation>
    </message>
    <message>
        <location filename="../core/base/recipe_checks.py"/>
        <source>PROCESSES is {count}, but the network {name} is normalised over each card&apos;s share of a batch and would not learn as on one card. Choose NETWORK = resunet or unet, or PROCESSES = 1.</source>
        <translation>PROCESSES 为 {count}，但网络 {name} 按每块显卡分到的那部分批次做归一化，学习结果会与单卡不同。请选择 NETWORK = resunet 或 unet，或 PROCESSES = 1。</translation>
    </message>
    <message>
        <location filename="../core/base/recipe_checks.py"/>
        <source>FOLDS is {folds}. Choose 1 to {most}.</source>
        <translation>FOLDS 为 {folds}。请选择 1 到 {most}。</translation>
    </message>
    <message>
        <location filename="../core/base/recipe_checks.py"/>
        <source>FOLDS is {folds} and SPLIT is random: random tiles overlap and cannot be divided into folds. Choose SPLIT = blocks, or FOLDS = 1.</source>
        <translation>FOLDS 为 {folds} 而 SPLIT 为 random：随机切片相互重叠，无法分成折。请选择 SPLIT = blocks，或 FOLDS = 1。</translation>
    </message>
    <message>
        <location filename="../core/base/safetensors_header.py"/>
        <source>it is no safetensors file</source>
        <translation>它不是 safetensors 文件</translation>
    </message>
    <message>
        <location filename="../core/base/safetensors_header.py"/>
        <source>it is cut off</source>
        <translation>它被截断了</translation>
    </message>
    <message>
        <location filename="../core/base/safetensors_header.py"/>
        <source>The model {path} cannot be read: {reason}. Choose a model file made by Tile and train.</source>
        <translation>模型 {path} 无法读取：{reason}。请选择由“切片与训练”得到的模型文件。</translation>
    </message>
    <message>
        <location filename="../core/base/safetensors_header.py"/>
        <source>its header is damaged</source>
        <translation>其文件头已损坏</translation>
    </message>
    <message>
        <location filename="../core/base/safetensors_header.py"/>
        <source>its header of {length} bytes is longer than a model&apos;s</source>
        <translation>其文件头 {length} 字节，比模型的更长</translation>
    </message>
    <message>
        <location filename="../core/base/safetensors_header.py"/>
        <source>its weights &apos;{name}&apos; do not lie behind the ones before</source>
        <translation>其权重“{name}”没有紧接在前面的之后</translation>
    </message>
    <message>
        <location filename="../core/base/safetensors_header.py"/>
        <source>it holds {data} bytes of weights, its header tells of {end}: it is cut off or damaged</source>
        <translation>它含 {data} 字节的权重，而文件头所述为 {end}：文件被截断或已损坏</translation>
    </message>
    <message>
        <location filename="../core/base/safetensors_header.py"/>
        <source>its weights &apos;{name}&apos; are described wrongly</source>
        <translation>其权重“{name}”的描述有误</translation>
    </message>
    <message>
        <location filename="../core/base/safetensors_header.py"/>
        <source>its weights &apos;{name}&apos; do not have the size of their shape</source>
        <translation>其权重“{name}”的大小与形状不符</translation>
    </message>
    <message>
        <location filename="../core/base/safetensors_header.py"/>
        <source>The file {path} is not a model of Slipline, or it is damaged: {reason}. Choose a .safetensors file made by Tile and train.</source>
        <translation>文件 {path} 不是 Slipline 的模型，或已损坏：{reason}。请选择由“切片与训练”得到的 .safetensors 文件。</translation>
    </message>
    <message>
        <location filename="../core/change/change.py"/>
        <source>The raster {path} has another CRS than the other date&apos;s. Predict both dates on one grid.</source>
        <translation>栅格 {path} 的坐标系与另一期不同。请在同一网格上预测两个时期。</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>what has become of the area</source>
        <translation>区域发生了什么变化</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>change of the speed</source>
        <translation>速率的变化</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>why it is not comparable, or not sure</source>
        <translation>为何不可比较或不确定</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>numbers of the areas before</source>
        <translation>前期区域的编号</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>numbers of the areas after</source>
        <translation>后期区域的编号</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../core/change/outputs.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>area before (m²)</source>
        <translation>前期面积（m²）</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../core/change/outputs.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>area after (m²)</source>
        <translation>后期面积（m²）</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>mean shift of the outline, outwards (m)</source>
        <translation>轮廓的平均位移，向外为正（m）</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>standard deviation of the mean shift (m)</source>
        <translation>平均位移的标准差（m）</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>shift of the tenth of the outline that moved most (m)</source>
        <translation>位移最大的十分之一轮廓的位移（m）</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>direction of that part from the middle (° from north)</source>
        <translation>该部分相对于中心的方位（自北起 °）</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>distance of the centres (m)</source>
        <translation>中心之间的距离（m）</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>share that both dates observed (0 to 1)</source>
        <translation>两期都观测到的比例（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>median velocity before (mm/yr)</source>
        <translation>前期速率中位数（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>median velocity after, reference aligned (mm/yr)</source>
        <translation>后期速率中位数，参考已对齐（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../core/change/outputs.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>rise of the speed (mm/yr)</source>
        <translation>速率的增加（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>standard deviation of the difference (mm/yr)</source>
        <translation>差值的标准差（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>targets before</source>
        <translation>前期目标数</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>targets after</source>
        <translation>后期目标数</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>mean probability before (0 to 1)</source>
        <translation>前期平均概率（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/change/fields.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>mean probability after (0 to 1)</source>
        <translation>后期平均概率（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>too little of it was observed on one of the dates</source>
        <translation>其中一期观测到的部分太少</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>seen from another orbit</source>
        <translation>由另一轨道观测</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>measured in another season</source>
        <translation>在另一季节观测</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>drawn by another model</source>
        <translation>由另一模型绘制</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>drawn on one date only, but its targets move on the other date too</source>
        <translation>只在一期绘出, 但另一期其中的目标也在运动</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>drawn on one date only, but the probability of the other date is not far below the threshold</source>
        <translation>只在一期绘出, 但另一期的概率并未远低于阈值</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <location filename="../core/evaluation/parts.py"/>
        <source>number</source>
        <translation>数量</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <location filename="../core/summaries/exposure_page.py"/>
        <source>In short</source>
        <translation>概要</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>The two dates cannot be compared: {reasons} differ.</source>
        <translation>两个时期不可比较：{reasons} 不同。</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>change</source>
        <translation>变化</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>Grey: outlines before; coloured: what has changed.</source>
        <translation>灰色：前期轮廓；彩色：发生的变化。</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <location filename="../core/summaries/exposure_page.py"/>
        <source>Area by area</source>
        <translation>逐个区域</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>A shift of an outline counts where it is larger than 2.6 standard deviations, which follow from how sharply the two probability maps fall at the outline, or from which targets near it move and which stand still. An area is not comparable where one date did not observe it.</source>
        <translation>轮廓位移超过 2.6 倍标准差才算变化；标准差由两幅概率图在轮廓处下降的陡缓得出，或由轮廓附近哪些目标在运动、哪些静止得出。有一期未观测到的区域不可比较。</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>Velocities were aligned on {pairs} targets of still ground: {offset} mm/yr were taken away from those after.</source>
        <translation>速率以稳定地面上的 {pairs} 个目标对齐：后期速率减去了 {offset} mm/yr。</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>A shift is the mean along the outline, positive outwards; ± is one standard deviation.</source>
        <translation>位移是沿轮廓的平均值, 向外为正; ± 为一倍标准差。</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>Reasons:</source>
        <translation>原因：</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <source>shift of the outline (m)</source>
        <translation>轮廓位移（m）</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <location filename="../core/evaluation/map.py"/>
        <source>east (m)</source>
        <translation>东 (m)</translation>
    </message>
    <message>
        <location filename="../core/change/outputs.py"/>
        <location filename="../core/evaluation/map.py"/>
        <source>north (m)</source>
        <translation>北 (m)</translation>
    </message>
    <message>
        <location filename="../core/comparison/compare.py"/>
        <source>No ground could be held back to compare on: {count} areas are too few or too close. Draw more areas, or choose a smaller TILE.</source>
        <translation>无法留出用于对比的地面：{count} 个形变区太少或太近。请绘制更多形变区，或选择更小的 TILE。</translation>
    </message>
    <message>
        <location filename="../core/comparison/contrasts.py"/>
        <source>No two rows differ in one thing only: there is nothing to compare.</source>
        <translation>没有两行只在一方面不同：无从对比。</translation>
    </message>
    <message>
        <location filename="../core/comparison/contrasts.py"/>
        <source>There are fewer than five blocks of held-back ground: no difference can be told from noise. Use a larger area.</source>
        <translation>留出的区块少于五个：无法把差异与噪声区分开。请使用更大的区域。</translation>
    </message>
    <message>
        <location filename="../core/comparison/contrasts.py"/>
        <source>{better} is better than {worse} by {gain:.3f} IoU</source>
        <translation>{better} 优于 {worse}，IoU 高 {gain:.3f}</translation>
    </message>
    <message>
        <location filename="../core/comparison/contrasts.py"/>
        <source>Larger than the noise: {differences}.</source>
        <translation>大于噪声：{differences}。</translation>
    </message>
    <message>
        <location filename="../core/comparison/contrasts.py"/>
        <source> The table has {count} smaller ones that are also larger than the noise.</source>
        <translation>表中还有 {count} 个较小但也大于噪声的差异。</translation>
    </message>
    <message>
        <location filename="../core/comparison/contrasts.py"/>
        <source> The other difference could be luck.</source>
        <translation>另一个差异可能是偶然。</translation>
    </message>
    <message>
        <location filename="../core/comparison/contrasts.py"/>
        <source> The other {count} differences could be luck.</source>
        <translation>其余 {count} 个差异可能是偶然。</translation>
    </message>
    <message>
        <location filename="../core/comparison/contrasts.py"/>
        <source>None of the {count} differences is larger than the noise: on this ground nobody can tell which row is better.</source>
        <translation>{count} 个差异没有一个大于噪声：在此区域上无法说哪一行更好。</translation>
    </message>
    <message>
        <location filename="../core/comparison/contrasts.py"/>
        <source>The difference between {second} and {first} ({value:+.3f} IoU) is not larger than the noise: on this ground nobody can tell which of the two is better.</source>
        <translation>{second} 与 {first} 之间的差异（IoU {value:+.3f}）不大于噪声：在这块地面上无法判断两者孰优。</translation>
    </message>
    <message>
        <location filename="../core/comparison/contrasts.py"/>
        <source>With one seed the intervals take the luck with the ground into account, but not the luck with the seed, which alone can be worth a few hundredths of IoU. Compare with three seeds or more.</source>
        <translation>只有一个种子时，区间考虑了地面带来的偶然性，但没有考虑种子的偶然性，而后者单独就可能有百分之几的 IoU。请用三个或更多种子对比。</translation>
    </message>
    <message>
        <location filename="../core/comparison/contrasts.py"/>
        <source>Between its seeds a row differs by up to {most:.3f} IoU.</source>
        <translation>同一行的不同种子之间相差最多 {most:.3f} IoU。</translation>
    </message>
    <message>
        <location filename="../core/comparison/figure.py"/>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../core/training/plots.py"/>
        <source>image</source>
        <translation>影像</translation>
    </message>
    <message>
        <location filename="../core/comparison/figure.py"/>
        <source>deformation</source>
        <translation>形变</translation>
    </message>
    <message>
        <location filename="../core/comparison/figure.py"/>
        <location filename="../core/training/plots.py"/>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <location filename="../core/evaluation/page.py"/>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <location filename="../core/training/page.py"/>
        <source>Ground and split</source>
        <translation>地面与划分</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>Slipline: feature sets compared</source>
        <translation>Slipline：特征组合对比</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>LEAKY: training and test tiles were drawn at random and overlap; all scores are too good. Compare with the split method blocks.</source>
        <translation>泄漏：训练和测试切片随机抽取且相互重叠，所有得分都过高。请用 blocks 划分方式对比。</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>tiles that overlap the training tiles</source>
        <translation>与训练切片重叠的切片</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>ground that it has not seen</source>
        <translation>网络未见过的地面</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>One network was trained (preset {preset}, width {width}, tiles of {tile} cells, epochs: {epochs}) and scored on {ground}.</source>
        <translation>训练了一个网络（预设 {preset}，宽度 {width}，瓦片 {tile} 像元，轮数：{epochs}），并在{ground}上评分。</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>tiles, which overlap the training tiles</source>
        <translation>切片（与训练切片重叠）</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>ground, which it has not seen</source>
        <translation>地面（网络未见过）</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>Each row is a network that was trained in the same way on the same tiles (preset {preset}, width {width}, tiles of {tile} cells, epochs: {epochs}) and scored on the same {ground}.</source>
        <translation>每一行是一个网络，均以相同方式在相同瓦片上训练（预设 {preset}，宽度 {width}，瓦片 {tile} 像元，轮数：{epochs}），并在相同的{ground}上评分。</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>Only one row was trained: there is nothing to compare it with.</source>
        <translation>只训练了一行：没有可以对比的。</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>Is the difference larger than the noise?</source>
        <translation>差异是否大于噪声？</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>Which differences are larger than the noise</source>
        <translation>哪些差异大于噪声</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>{second} less {first}</source>
        <translation>{second} 减 {first}</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <location filename="../core/training/page_recipe.py"/>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <location filename="../core/training/page_recipe.py"/>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>The difference is the pooled IoU of the row named first less that of the other; both are means over the seeds.</source>
        <translation>差异为合并计算的 IoU，先列出的一行减另一行，两者均取各种子的均值。</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source> The intervals come from 1000 draws of whole blocks of ground, the same for both rows (paired block bootstrap); with several seeds they take the differences between these into account.</source>
        <translation>区间来自对整块地面的 1000 次抽样，两行采用相同的抽样（成对区块自助法）；有多个种子时，区间已考虑种子之间的差异。</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source> Of {count} differences about {chance} would seem larger than the noise by chance alone.</source>
        <translation>{count} 个差异中约有 {chance} 个仅凭偶然就会显得大于噪声。</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source> The last column is the difference that Liang et al. (2023) found on their own area, with one seed and a random split.</source>
        <translation>最后一列是 Liang et al. (2023) 在其研究区用一个种子和随机划分得到的差异。</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>difference of IoU</source>
        <translation>IoU 之差</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <location filename="../core/evaluation/parts.py"/>
        <source>95 % interval</source>
        <translation>95 % 置信区间</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>larger than noise</source>
        <translation>大于噪声</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>in the paper</source>
        <translation>论文中</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <location filename="../core/evaluation/page.py"/>
        <location filename="../core/evaluation/parts.py"/>
        <location filename="../core/training/page_parts.py"/>
        <source>precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <location filename="../core/evaluation/page.py"/>
        <location filename="../core/evaluation/parts.py"/>
        <location filename="../core/training/page_parts.py"/>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>row</source>
        <translation>行</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <location filename="../core/training/page_folds.py"/>
        <source>seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>95 % interval of the IoU</source>
        <translation>IoU 的 95 % 置信区间</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>IoU in the paper</source>
        <translation>论文中的 IoU</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>Pooled over all held-back cells.</source>
        <translation>在所有留出像元上合并计算。</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>mean {score}</source>
        <translation>平均{score}</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>IoU on random tiles</source>
        <translation>随机切片上的 IoU</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <location filename="../core/training/page_parts.py"/>
        <source>gap</source>
        <translation>差距</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>calibration error</source>
        <translation>校准误差</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>Means over blocks of ground; and the IoU of the same model on random tiles, which overlap those that it learnt from.</source>
        <translation>各地面区块的均值；以及同一模型在随机切片上的 IoU，这些切片与其学习过的切片重叠。</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>areas, recall</source>
        <translation>形变区召回率</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>areas, precision</source>
        <translation>形变区精确率</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <location filename="../core/evaluation/page.py"/>
        <source>distance of outlines (m)</source>
        <translation>轮廓线距离 (m)</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>duration of training</source>
        <translation>训练耗时</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>Whole areas (matched above an IoU of 0.5), and the mean distance of the outlines of the matched areas.</source>
        <translation>以整个形变区计（IoU 大于 0.5 为匹配），以及匹配形变区轮廓线的平均距离。</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>Red line: area as drawn; blue line: predicted; grey on the label: cells that do not count.</source>
        <translation>红线：绘制的形变区；蓝线：预测的形变区；标注图中的灰色：不计入的像元。</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>Held-back tiles under the model</source>
        <translation>留出切片在该模型下的结果</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>Held-back tiles, and what the model says there.</source>
        <translation>留出切片，以及模型在那里的判断。</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>The same tiles under several models</source>
        <translation>相同切片在几个模型下的结果</translation>
    </message>
    <message>
        <location filename="../core/comparison/report.py"/>
        <source>The same held-back tiles under several models, as in Figure 14 of the paper.</source>
        <translation>同样的留出切片在几个模型下的结果，如论文图 14。</translation>
    </message>
    <message>
        <location filename="../core/demo/scene.py"/>
        <source>There is no size &apos;{size}&apos;. Choose one of {known}.</source>
        <translation>没有“{size}”这种大小。请选择 {known} 之一。</translation>
    </message>
    <message>
        <location filename="../core/demo/write.py"/>
        <source>Agreement of three experts (IoU)</source>
        <translation>三位专家的一致程度 (IoU)</translation>
    </message>
    <message>
        <location filename="../core/demo/write.py"/>
        <source>Synthetic, no real landslide</source>
        <translation>合成数据，并非真实滑坡</translation>
    </message>
    <message>
        <location filename="../core/demo/write.py"/>
        <source>Synthetic, no real place</source>
        <translation>合成数据，并非真实地点</translation>
    </message>
    <message>
        <location filename="../core/display/ground_picture.py"/>
        <location filename="../core/gis/raster.py"/>
        <location filename="../core/interferograms/lattice.py"/>
        <source>The raster {path} has no CRS. Assign its CRS first.</source>
        <translation>栅格 {path} 没有坐标系。请先为其指定坐标系。</translation>
    </message>
    <message>
        <location filename="../core/display/ground_picture.py"/>
        <source>The map {path} cannot be brought to longitude and latitude: {reason}. Check its CRS.</source>
        <translation>图 {path} 无法转换到经纬度：{reason}。请检查其坐标系。</translation>
    </message>
    <message>
        <location filename="../core/display/ground_picture.py"/>
        <location filename="../core/files/disk_space.py"/>
        <location filename="../core/gis/cells.py"/>
        <location filename="../core/gis/gdal_session.py"/>
        <location filename="../core/worker/survey_process.py"/>
        <source>unknown reason</source>
        <translation>原因不明</translation>
    </message>
    <message>
        <location filename="../core/display/kml.py"/>
        <source>The coordinates of an area are not longitudes and latitudes. Check the CRS of the layer of areas.</source>
        <translation>有形变区的坐标不是经纬度。请检查形变区图层的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/display/kmz.py"/>
        <source>Inner lines: probability 90 %</source>
        <translation>内边界线：概率 90 %</translation>
    </message>
    <message>
        <location filename="../core/display/kmz.py"/>
        <source>Outer lines: probability 10 %</source>
        <translation>外边界线：概率 10 %</translation>
    </message>
    <message>
        <location filename="../core/display/kmz.py"/>
        <source>&lt;p&gt;Outlines of areas that move, by |median velocity| along the line of sight: red 10 mm/yr and more, orange 2 to 10 mm/yr, blue below 2 mm/yr, white without targets, yellow not known.&lt;/p&gt;&lt;p&gt;A draft for an expert to check. Made by Slipline.&lt;/p&gt;</source>
        <translation>&lt;p&gt;运动区域的轮廓，按视线向 |速率中位数| 着色：红色 10 mm/yr 及以上，橙色 2 到 10 mm/yr，蓝色低于 2 mm/yr，白色无目标，黄色未知。&lt;/p&gt;&lt;p&gt;供专家核查的初稿。由 Slipline 制作。&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../core/display/kmz.py"/>
        <source>SYNTHETIC, no real place: {title}</source>
        <translation>合成数据，并非真实地点：{title}</translation>
    </message>
    <message>
        <location filename="../core/display/kmz.py"/>
        <source>Red: motion away from the satellite; of vertical or eastward velocities downwards or to the west. Blue: the other way. The colours end at {limit}.</source>
        <translation>红：远离卫星的运动；对垂直或东向速率则为向下或向西。蓝：相反方向。颜色止于 {limit}。</translation>
    </message>
    <message>
        <location filename="../core/display/kmz.py"/>
        <source>Areas, {status} ({count:,})</source>
        <translation>形变区，{status}（{count:,}）</translation>
    </message>
    <message>
        <location filename="../core/display/kmz.py"/>
        <source>Targets ({shown:,} of {all:,})</source>
        <translation>相干目标（{all:,} 个中的 {shown:,} 个）</translation>
    </message>
    <message>
        <location filename="../core/display/kmz.py"/>
        <source>Red: away from the satellite; of vertical or eastward velocities downwards or to the west. Blue: the other way. Classes end at {limits} mm/yr.</source>
        <translation>红：远离卫星；对垂直或东向速率则为向下或向西。蓝：相反方向。分级止于 {limits} mm/yr。</translation>
    </message>
    <message>
        <location filename="../core/display/kmz.py"/>
        <source>Part {number}</source>
        <translation>第 {number} 部分</translation>
    </message>
    <message>
        <location filename="../core/display/map_style.py"/>
        <source>{value}, {way}</source>
        <translation>{value}，{way}</translation>
    </message>
    <message>
        <location filename="../core/display/map_style.py"/>
        <source>below {threshold}: transparent</source>
        <translation>低于阈值 {threshold}：透明</translation>
    </message>
    <message>
        <location filename="../core/display/pages.py"/>
        <source>The page cannot be written, because the Python of QGIS lacks jinja2. {advice} Or leave the output for the page empty.</source>
        <translation>无法写出页面，因为 QGIS 的 Python 缺少 jinja2。{advice} 或者将页面的输出留空。</translation>
    </message>
    <message>
        <location filename="../core/display/report.py"/>
        <source>There are no pictures here: matplotlib is not installed in the Python of QGIS.</source>
        <translation>这里没有图：QGIS 的 Python 中没有安装 matplotlib。</translation>
    </message>
    <message>
        <location filename="../core/display/report.py"/>
        <source>SYNTHETIC: the input says of itself that it was invented. This page describes a made-up area, not a real one.</source>
        <translation>合成数据：输入自己注明为虚构。本页描述的是虚构区域，不是真实地区。</translation>
    </message>
    <message>
        <location filename="../core/display/report.py"/>
        <source>Made by Slipline {version} on {date}.</source>
        <translation>由 Slipline {version} 于 {date} 生成。</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>fast</source>
        <translation>快</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>slow</source>
        <translation>慢</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>not measured</source>
        <translation>未测得</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>away</source>
        <translation>远离卫星</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>towards</source>
        <translation>朝向卫星</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>down</source>
        <translation>向下</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>up</source>
        <translation>向上</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>west</source>
        <translation>向西</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>east</source>
        <translation>向东</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>south</source>
        <translation>向南</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>north</source>
        <translation>向北</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>mixed</source>
        <translation>两种方向</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>poor</source>
        <translation>差</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>fair</source>
        <translation>中</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>good</source>
        <translation>好</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>terrain</source>
        <translation>地形</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../gui/review/panel.py"/>
        <source>motion</source>
        <translation>运动</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>several</source>
        <translation>多个</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>network unsure</source>
        <translation>网络没有把握</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>network and candidate areas disagree</source>
        <translation>网络与候选形变区不一致</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>perhaps forgotten</source>
        <translation>可能遗漏</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>outline contradicted by the ground</source>
        <translation>轮廓与地面不符</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../core/training/page_parts.py"/>
        <source>predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../core/evaluation/page.py"/>
        <location filename="../core/training/page_parts.py"/>
        <source>matched</source>
        <translation>匹配</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../core/evaluation/page.py"/>
        <source>missed</source>
        <translation>漏检</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>false</source>
        <translation>误报</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>fast targets, buffer</source>
        <translation>快速目标，带缓冲区</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>hot spot map, threshold</source>
        <translation>热点图，取阈值</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>candidate areas</source>
        <translation>候选形变区</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>candidate areas of Hot spot</source>
        <translation>“热点”工具的候选形变区</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>pixel classifier</source>
        <translation>像元分类器</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>logistic regression of the bands and their squares</source>
        <translation>各波段及其平方的逻辑回归</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../core/training/page_parts.py"/>
        <source>size (km²)</source>
        <translation>大小 (km²)</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>targets on 1 km²</source>
        <translation>每 1 km² 的目标数</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>sensitivity |C|</source>
        <translation>敏感度 |C|</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../core/training/plots.py"/>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../core/training/plots.py"/>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../core/training/plots.py"/>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>left-out</source>
        <translation>轮流留出</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>ridge</source>
        <translation>山脊</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>river</source>
        <translation>河谷</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>stable</source>
        <translation>稳定</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>accelerating</source>
        <translation>加速</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>slowing</source>
        <translation>减速</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>seasonal</source>
        <translation>季节性</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>break</source>
        <translation>转折</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>jump</source>
        <translation>跳变</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>noisy</source>
        <translation>噪声过大</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>grown</source>
        <translation>扩大</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>shrunk</source>
        <translation>缩小</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>moved</source>
        <translation>移动</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>slower</source>
        <translation>减慢</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/change.qml"/>
        <source>unchanged</source>
        <translation>未变</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>not comparable</source>
        <translation>不可比较</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>coverage</source>
        <translation>覆盖范围</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>orbit</source>
        <translation>轨道</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>season</source>
        <translation>季节</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>speed</source>
        <translation>速率</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <source>threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>landslide</source>
        <translation>滑坡</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>creep of debris or rock glacier</source>
        <translation>碎屑蠕动或石冰川</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>mining or pumping bowl</source>
        <translation>采矿或抽水沉降盆地</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>compaction of fill</source>
        <translation>填土压实</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>uplift</source>
        <translation>抬升</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>construction</source>
        <translation>施工</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>unwrapping or other error</source>
        <translation>解缠或其他误差</translation>
    </message>
    <message>
        <location filename="../core/display/shown_words.py"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <location filename="../core/evaluation/counting.py"/>
        <source>The raster {path} is not a probability from 0 to 1: it has values from {low:g} to {high:g}. Choose as PROBABILITY the probability raster that Predict boundaries wrote; divide percentages by 100.</source>
        <translation>栅格 {path} 不是 0 到 1 的概率：其值从 {low:g} 到 {high:g}。请为 PROBABILITY 选择“预测边界”写出的概率栅格；百分数请除以 100。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/evaluation.py"/>
        <source>None of the {count} reference areas lies on the ground to score. Check the layers&apos; CRS and places.</source>
        <translation>{count} 个参考形变区都不在评价范围内。请检查图层的坐标系和位置。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/inputs.py"/>
        <source>The polygons of WITHIN lie outside the ground to score. Check the layers&apos; CRS and places.</source>
        <translation>WITHIN 的多边形位于评价范围之外。请检查图层的坐标系和位置。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/inputs.py"/>
        <source>The raster {path} has {count} bands and none of them is named probability: {names}. Choose as PROBABILITY the probability raster that Predict boundaries wrote.</source>
        <translation>栅格 {path} 有 {count} 个波段，没有一个名为 probability：{names}。请为 PROBABILITY 选择“预测边界”写出的概率栅格。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/look_list.py"/>
        <source>why to look at it</source>
        <translation>需要查看的原因</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <location filename="../resources/styles/matches.qml"/>
        <source>reference or predicted</source>
        <translation>参考或预测</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <location filename="../resources/styles/matches.qml"/>
        <source>matched, missed or false</source>
        <translation>匹配、漏检或误报</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <location filename="../resources/styles/matches.qml"/>
        <source>best overlap as intersection over union</source>
        <translation>最佳重叠度（交并比）</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <location filename="../resources/styles/matches.qml"/>
        <source>number of the matched area, of the other source</source>
        <translation>另一来源中与之匹配的形变区编号</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <location filename="../resources/styles/matches.qml"/>
        <source>number of the area in its own source</source>
        <translation>在自身来源中的形变区编号</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <location filename="../resources/styles/matches.qml"/>
        <source>scored area (m²)</source>
        <translation>评价面积 (m²)</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <location filename="../resources/styles/matches.qml"/>
        <source>mean distance of the outlines (m)</source>
        <translation>轮廓线平均距离 (m)</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <location filename="../resources/styles/matches.qml"/>
        <source>95 % Hausdorff distance of the outlines (m)</source>
        <translation>轮廓线 95 % Hausdorff 距离 (m)</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <source>probability (bluish: not observable)</source>
        <translation>概率（淡蓝：不可观测）</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <source>scored ground</source>
        <translation>评价范围</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <source>reference, matched</source>
        <translation>参考，匹配</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <source>reference, missed</source>
        <translation>参考，漏检</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <source>predicted, matched</source>
        <translation>预测，匹配</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map.py"/>
        <source>predicted, false</source>
        <translation>预测，误报</translation>
    </message>
    <message>
        <location filename="../core/evaluation/map_bands.py"/>
        <source>The raster {path} is not on the same grid as the first one. Give rasters of one feature stack.</source>
        <translation>栅格 {path} 与第一个栅格的格网不同。请使用同一特征栈的栅格。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>The thresholds of the baselines were chosen to score best on the ground that is scored here. The predicted areas do not have this advantage. s compares a cell with the limits that Hot spot has for candidate areas: at 1 it just meets them.</source>
        <translation>基线的阈值选为在此处所评价的地面上得分最高。预测形变区没有这一优势。s 表示像元与热点工具的候选形变区界限之比：等于 1 时刚好达到。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>Scores of cells are pooled: precision, recall, F1 and IoU follow Eqs. 3 to 6 of Liang et al. (2023), with the sums over all scored cells. Areas are the polygons of the layers, cut to the scored ground. A reference and a predicted area match when their intersection over union is above 0.5 (or 0.3), and each area has at most one match. Above 0.5 there is only one way to match them (Kirillov et al., 2019); above 0.3 the sum of the IoU is made as large as possible (Hungarian method). PQ is the panoptic quality. An area is found when any predicted area overlaps it with an IoU above {limit:g}. Distances of outlines are means over the areas matched above 0.5. A score that is not defined (0 / 0) is shown as -.</source>
        <translation>像元得分为合并计算：精确率、召回率、F1 和 IoU 按 Liang et al. (2023) 式 3 至 6，由所有评价像元的总和得到。形变区为图层的多边形，裁剪到评价范围。参考形变区与预测形变区的交并比大于 0.5（或 0.3）即为匹配，每个形变区最多匹配一个。大于 0.5 时只有一种配法（Kirillov et al., 2019）；大于 0.3 时使 IoU 之和最大（匈牙利算法）。PQ 为全景质量。任一预测形变区与之重叠的 IoU 大于 {limit:g} 即为找到。轮廓线距离为 IoU 大于 0.5 的匹配形变区的均值。未定义的得分（0 / 0）显示为 -。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>Matthews correlation</source>
        <translation>Matthews 相关系数</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>areas, recall (IoU &gt; {limit:g})</source>
        <translation>形变区召回率 (IoU &gt; {limit:g})</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>areas, precision (IoU &gt; {limit:g})</source>
        <translation>形变区精确率 (IoU &gt; {limit:g})</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>areas, PQ (IoU &gt; {limit:g})</source>
        <translation>形变区 PQ (IoU &gt; {limit:g})</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>areas found (recall)</source>
        <translation>找到的形变区（召回率）</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>false areas per 100 km²</source>
        <translation>每 100 km² 的误报数</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>average precision (AUPRC)</source>
        <translation>平均精确率 (AUPRC)</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>expected calibration error</source>
        <translation>期望校准误差</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>boundary F1 ({distance:g} m)</source>
        <translation>边界 F1 ({distance:g} m)</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>boundary IoU</source>
        <translation>边界 IoU</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>mean distance of outlines (m)</source>
        <translation>轮廓线平均距离 (m)</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>95 % Hausdorff distance (m)</source>
        <translation>95 % Hausdorff 距离 (m)</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>Without a feature stack or targets the predicted areas cannot be compared with simple maps.</source>
        <translation>没有特征栈或相干目标，预测的形变区无法与简单基线图对比。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>The predicted areas beat every simple map (by the IoU of cells).</source>
        <translation>预测的形变区优于每一种简单基线图（按像元的 IoU）。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>The predicted areas (IoU {iou}) do NOT beat: {names}.</source>
        <translation>预测的形变区（IoU {iou}）未能优于：{names}。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>The scored ground has {size:.3f} km², of which {share:.2f} % are reference areas. It holds {reference} reference and {predicted} predicted areas.</source>
        <translation>评价范围为 {size:.3f} km²，其中 {share:.2f} % 为参考形变区；内有 {reference} 个参考形变区和 {predicted} 个预测形变区。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>No cell was scored.</source>
        <translation>没有评价任何像元。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>{share:.1f} % of the reference cells lie where motion could not have been seen; they count as missed.</source>
        <translation>{share:.1f} % 的参考像元位于运动不可能被观测到之处；它们按漏检计。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>Reference areas outside the scored ground, which are not counted: {count}.</source>
        <translation>位于评价范围之外、不计入的参考形变区：{count} 个。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>Predicted areas outside the scored ground, which are not counted: {count}.</source>
        <translation>位于评价范围之外、不计入的预测形变区：{count} 个。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>Pairs of reference areas that overlap: {count}. Their common cells count once, but each area has to be found separately. Merge the areas of a pair if they are one landslide.</source>
        <translation>相互重叠的参考形变区：{count} 对。其公共像元只计一次，但每个形变区都要单独找到。若一对是同一滑坡，请将其合并。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>LEAKY: the model has learnt from {share:.0f} % of the scored ground, so these scores are too good. Choose as fully mapped ground some that the model has not seen; after a refit it has seen all of its training ground. Honest scores on held-back ground are in its training report.</source>
        <translation>泄漏：模型学习过参评地面的 {share:.0f} %，因此这些得分过高。请在“已完整绘制的范围”中选择模型未见过的地面；全域重训之后，模型见过其全部训练地面。留出地面上的诚实得分见其训练报告。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>All predicted areas ({count}) lie outside the scored ground: these are the scores of an empty map. Check the layers&apos; CRS and places, and the fully mapped ground.</source>
        <translation>所有预测形变区（{count} 个）都位于评价范围之外：这些是空图的得分。请检查图层的坐标系和位置，以及 已完整绘制的范围。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>{predicted} compared with {reference} inside {within}, in cells of {cell:g} m.</source>
        <translation>{predicted} 与 {reference} 在 {within} 内对比，像元 {cell:g} m。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>{predicted} compared with {reference}, in cells of {cell:g} m.</source>
        <translation>{predicted} 与 {reference} 对比，像元 {cell:g} m。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>Reference and predicted areas on the scored ground. The numbers are those of the table at the end: of a reference area above it on the left, of a predicted area below it on the right.</source>
        <translation>评价范围内的参考形变区和预测形变区。编号与文末表格一致：参考形变区的编号在其左上方，预测形变区的编号在其右下方。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>Slipline: evaluation</source>
        <translation>Slipline：精度评价</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <location filename="../core/evaluation/parts.py"/>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>reference area</source>
        <translation>参考形变区</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>best IoU</source>
        <translation>最佳 IoU</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>predicted area</source>
        <translation>预测形变区</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>result</source>
        <translation>结果</translation>
    </message>
    <message>
        <location filename="../core/evaluation/page.py"/>
        <source>The {count} largest reference areas.</source>
        <translation>最大的 {count} 个参考形变区。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>The 95 % intervals come from {draws} draws of whole blocks of ground, because neighbouring cells are not independent. A block is {side:,.0f} m long, at least twice as long as the longest area; there are {scored}. The means go over the {counted} blocks with any area, and each of these blocks has the same weight.</source>
        <translation>95 % 置信区间来自对整块地面的 {draws} 次抽样，因为相邻像元不是独立的。区块边长 {side:,.0f} m，至少为最长形变区的两倍，共 {scored} 块。均值取自含有形变区的 {counted} 块，各块权重相同。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>Areas lie in so few blocks that the intervals are narrower than the scores deserve: draw areas on more ground.</source>
        <translation>只有很少的区块中有形变区，因此置信区间比得分应有的更窄：请在更大范围内勾画形变区。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>With fewer than {fewest} blocks there are no intervals: the ground is too small to say how certain the scores are.</source>
        <translation>少于 {fewest} 个区块时没有区间：地面太小，无法说明得分有多可靠。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>pooled</source>
        <translation>合并计算</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>mean of blocks</source>
        <translation>区块均值</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>How certain the scores are</source>
        <translation>得分有多可靠</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>{low} to {high}</source>
        <translation>{low} 至 {high}</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>No area is matched above 0.5: how far outlines are apart is not known.</source>
        <translation>没有 IoU 大于 0.5 的匹配形变区：轮廓线相距多远未知。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>The outlines of the areas matched above 0.5 are {mean} m apart on average, and 95 % of their length lies less than {hausdorff} m apart (95 % Hausdorff distance).</source>
        <translation>IoU 大于 0.5 的匹配形变区，其轮廓线平均相距 {mean} m，95 % 的长度相距小于 {hausdorff} m（95 % Hausdorff 距离）。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>Outlines</source>
        <translation>轮廓线</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>outlines within</source>
        <translation>轮廓线相距在</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>The boundary IoU, which counts the inner {band:g} m of the areas, is {iou}.</source>
        <translation>边界 IoU（计形变区边缘以内 {band:g} m）为 {iou}。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>part of the outline</source>
        <translation>轮廓线部位</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>mean distance (m)</source>
        <translation>平均距离 (m)</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>reaches beyond (m)</source>
        <translation>向外超出 (m)</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>crown, upper third</source>
        <translation>后缘，上三分之一</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>toe, lower third</source>
        <translation>前缘，下三分之一</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>Crown and toe are the parts of the reference outline in the upper and in the lower third of its relief. A positive value means that the predicted outline lies outside the reference area by this much on average, a negative one that it lies inside.</source>
        <translation>后缘和前缘指参考轮廓线在其高差的上三分之一和下三分之一的部分。正值表示预测轮廓线平均位于参考形变区之外这么多，负值表示位于其内。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <location filename="../core/training/page_parts.py"/>
        <source>recall (IoU &gt; {limit:g})</source>
        <translation>召回率 (IoU &gt; {limit:g})</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <location filename="../core/training/page_parts.py"/>
        <source>found (IoU &gt; {limit:g})</source>
        <translation>找到 (IoU &gt; {limit:g})</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>What is found</source>
        <translation>找到了什么</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>|C| is the share of a downslope motion that the radar sees: below 0.2 little of the motion can be found.</source>
        <translation>|C| 是顺坡运动被雷达看到的份额：低于 0.2 时运动很难发现。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>There is no reference area on the scored ground.</source>
        <translation>评价范围内没有参考形变区。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>All predicted areas together are as large as all reference areas.</source>
        <translation>所有预测形变区的总面积与所有参考形变区相同。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>All predicted areas together are {share:.0%} larger than all reference areas.</source>
        <translation>所有预测形变区的总面积比所有参考形变区大 {share:.0%}。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>All predicted areas together are {share:.0%} smaller than all reference areas.</source>
        <translation>所有预测形变区的总面积比所有参考形变区小 {share:.0%}。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source> On average a predicted area is {factor:.2f} times as large as the reference area that it matches, and its size is off by {error:.0%}.</source>
        <translation>预测形变区平均为与其匹配的参考形变区的 {factor:.2f} 倍大，面积平均偏差 {error:.0%}。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>Where the probability is 0.7, seven of ten cells should lie in an area. The expected calibration error is {error}, the Brier score {brier}.</source>
        <translation>概率为 0.7 之处，十个像元中应有七个位于形变区内。期望校准误差为 {error}，Brier 分数为 {brier}。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>Above: share of the cells of each bin of probability that lie in an area; on the dashed line a probability means what it says. Below: number of cells in each bin.</source>
        <translation>上：各概率区间中位于形变区内的像元份额；在虚线上时概率名副其实。下：各区间的像元数。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>Does the probability mean what it says?</source>
        <translation>概率是否名副其实？</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>There are too few cells to say more.</source>
        <translation>像元太少，无法进一步说明。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>The probability promises too much in places: where it is about {probability:.2f}, only {share:.0f} % of the cells lie in an area.</source>
        <translation>概率在某些地方偏高：在概率约为 {probability:.2f} 之处，只有 {share:.0f} % 的像元位于形变区内。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>The probability is too careful in places: where it is about {probability:.2f}, as many as {share:.0f} % of the cells lie in an area.</source>
        <translation>概率在某些地方偏低：在概率约为 {probability:.2f} 之处，有多达 {share:.0f} % 的像元位于形变区内。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>In the bins with {cells} cells or more, the probability is off by at most {limit:g}.</source>
        <translation>在含 {cells} 个或更多像元的概率区间中，概率的偏差不超过 {limit:g}。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>There, use it to rank areas, not as the share of cells that are right.</source>
        <translation>在这些地方，请只用概率给形变区排序，不要把它当作正确像元的份额。</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>perfect</source>
        <translation>理想</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>this prediction</source>
        <translation>本次预测</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>share of reference cells</source>
        <translation>参考像元的份额</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <location filename="../gui/review/panel.py"/>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <location filename="../core/evaluation/parts.py"/>
        <source>cells</source>
        <translation>像元数</translation>
    </message>
    <message>
        <location filename="../core/evaluation/simple_map.py"/>
        <source>The simple map &apos;{kind}&apos; cannot be made: the stack has only the bands {bands}. Build the stack with the features targets, velocity and hotspot, or choose BEST = no.</source>
        <translation>无法生成简单图“{kind}”：特征栈只有波段 {bands}。请用特征 targets、velocity 和 hotspot 构建特征栈，或选择 BEST = no。</translation>
    </message>
    <message>
        <location filename="../core/files/archives.py"/>
        <source>The archive {path} cannot be read: {reason}. Download it again.</source>
        <translation>无法读取压缩包 {path}：{reason}。请重新下载。</translation>
    </message>
    <message>
        <location filename="../core/files/containers.py"/>
        <source>The GeoPackage {path} is held by another program, or has edits that are not saved. Save them and close it, or choose another file.</source>
        <translation>GeoPackage {path} 正被其他程序占用，或有尚未保存的编辑。请保存并关闭它，或选择其他文件。</translation>
    </message>
    <message>
        <location filename="../core/files/containers.py"/>
        <source>The GeoPackage {path} stands already, but a layer cannot be put into it: {reason}. Move that file away, or choose another one.</source>
        <translation>GeoPackage {path} 已存在，但无法向其中写入图层：{reason}。请移走该文件，或选择其他文件。</translation>
    </message>
    <message>
        <location filename="../core/files/disk_space.py"/>
        <source>The output {path} cannot be written: {reason}. Choose another folder, or free disk space.</source>
        <translation>输出 {path} 无法写入：{reason}。请选择其他文件夹，或腾出磁盘空间。</translation>
    </message>
    <message>
        <location filename="../core/files/disk_space.py"/>
        <source>The output {path} cannot be written: {needed} are needed on the disk of {folder}, which has {free} left; {missing} are missing. To free disk space, delete or move files there, or choose a folder on another disk.</source>
        <translation>无法写入输出 {path}：{folder} 所在磁盘需要 {needed}，仅剩 {free}，还缺 {missing}。请删除或移走该磁盘上的文件以腾出空间，或选择其他磁盘上的文件夹。</translation>
    </message>
    <message>
        <location filename="../core/files/disk_space.py"/>
        <source>The output {path} cannot be written: the disk of {folder} is full. Old files stay as they were. To free disk space, delete or move files there, or choose a folder on another disk.</source>
        <translation>无法写入输出 {path}：{folder} 所在磁盘已满。原有文件保持不变。请删除或移走该磁盘上的文件以腾出空间，或选择其他磁盘上的文件夹。</translation>
    </message>
    <message>
        <location filename="../core/files/exchange.py"/>
        <location filename="../core/files/outputs.py"/>
        <source>it is a folder</source>
        <translation>它是文件夹</translation>
    </message>
    <message>
        <location filename="../core/files/exchange.py"/>
        <source>The output {path} cannot be replaced: {reason}. Close the program that holds it, and run the tool again.</source>
        <translation>无法替换输出 {path}：{reason}。请关闭占用该文件的程序，再重新运行工具。</translation>
    </message>
    <message>
        <location filename="../core/files/exchange.py"/>
        <source> Nothing was replaced; what is finished is kept as {kept}.</source>
        <translation>没有替换任何文件；已完成的结果保存为 {kept}。</translation>
    </message>
    <message>
        <location filename="../core/files/inputs.py"/>
        <source>{path} is a pipe, a device or a view of the system, not a file. Save the data as a file and choose that.</source>
        <translation>{path} 是管道、设备或系统视图,不是文件。请将数据另存为文件,再选择该文件。</translation>
    </message>
    <message>
        <location filename="../core/files/inputs.py"/>
        <source>{path} is the header of a product, as SNAP writes it, and holds no data. Choose one of its bands: the files that end in .img, in the folder {folder} beside it.</source>
        <translation>{path} 是 SNAP 所写产品的头文件，本身不含数据。请选择它的某个波段：旁边文件夹 {folder} 中以 .img 结尾的文件。</translation>
    </message>
    <message>
        <location filename="../core/files/inputs.py"/>
        <source>{path} holds a view, {name}, that may have no end. Save its rows as a layer of a file of their own.</source>
        <translation>{path} 含有视图 {name}，它可能没有尽头。请把它的行另存为单独文件中的图层。</translation>
    </message>
    <message>
        <location filename="../core/files/outputs.py"/>
        <source>Windows keeps this name for itself</source>
        <translation>该名称由 Windows 保留</translation>
    </message>
    <message>
        <location filename="../core/files/outputs.py"/>
        <source>the path is too long for Windows</source>
        <translation>路径超出 Windows 允许的长度</translation>
    </message>
    <message>
        <location filename="../core/files/outputs.py"/>
        <source>The output {path} is an input too. Choose another file for it.</source>
        <translation>输出 {path} 同时也是输入。请为其选择另一个文件。</translation>
    </message>
    <message>
        <location filename="../core/files/outputs.py"/>
        <source>Two outputs have the name {path}. Choose a file for each.</source>
        <translation>两个输出同名：{path}。请为每个输出各选一个文件。</translation>
    </message>
    <message>
        <location filename="../core/gis/array_process.py"/>
        <source>{path} holds {count} rasters: {names}. Choose one of them: load it in QGIS, and choose the layer.</source>
        <translation>{path} 中有 {count} 个栅格：{names}。请选择其中之一：在 QGIS 中加载它，然后选择该图层。</translation>
    </message>
    <message>
        <location filename="../core/gis/array_process.py"/>
        <location filename="../core/products/array_files.py"/>
        <source>its library failed on it</source>
        <translation>读取它的程序库崩溃了</translation>
    </message>
    <message>
        <location filename="../core/gis/array_process.py"/>
        <source>its library came to no end with it in {seconds} s</source>
        <translation>其读取库在 {seconds} 秒内没有进展</translation>
    </message>
    <message>
        <location filename="../core/gis/array_process.py"/>
        <location filename="../core/products/array_files.py"/>
        <source>The file {path} cannot be read: {reason}. It may be damaged or not complete; save it again.</source>
        <translation>无法读取文件 {path}：{reason}。文件可能已损坏或不完整，请重新保存。</translation>
    </message>
    <message>
        <location filename="../core/gis/cells.py"/>
        <source>The values of {path} cannot be read: {reason}. The file may be damaged or moved.</source>
        <translation>无法读取 {path} 的值：{reason}。文件可能已损坏或被移动。</translation>
    </message>
    <message>
        <location filename="../core/gis/cells.py"/>
        <source>The raster {path} holds complex numbers ({kind}): it is not a map of one quantity. Choose a raster of real numbers.</source>
        <translation>栅格 {path} 存储的是复数（{kind}），不是某个量的分布图。请选择实数栅格。</translation>
    </message>
    <message>
        <location filename="../core/gis/cells.py"/>
        <source>{path} has {count} bands, and {what} has one. Save that band alone, or choose another raster.</source>
        <translation>{path} 有 {count} 个波段，而{what}只有一个。请单独保存该波段，或选择其他栅格。</translation>
    </message>
    <message>
        <location filename="../core/gis/cells.py"/>
        <source>{path} holds colours or classes, not {what}. Choose a raster of numbers.</source>
        <translation>{path} 存储的是颜色或类别，不是{what}。请选择数值栅格。</translation>
    </message>
    <message>
        <location filename="../core/gis/cells.py"/>
        <source>a hot spot map</source>
        <translation>热点图</translation>
    </message>
    <message>
        <location filename="../core/gis/cells.py"/>
        <source>{path} is a picture of 8 bits, not a hot spot map. Choose the map of Hot spot.</source>
        <translation>{path} 是 8 位图片，不是热点图。请选择热点工具生成的图。</translation>
    </message>
    <message>
        <location filename="../core/gis/crs.py"/>
        <source>The coordinate reference system &apos;{crs}&apos; is not known. Set the layer&apos;s CRS first.</source>
        <translation>未知的坐标系“{crs}”。请先设置图层的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/gis/crs.py"/>
        <source>The coordinate reference system {crs} is not one of a map. Set the layer&apos;s CRS first.</source>
        <translation>坐标系 {crs} 不是地图的坐标系。请先设置图层的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/gis/crs.py"/>
        <source>{count} points cannot be brought from {source} to {target}. Check the layer&apos;s CRS.</source>
        <translation>{count} 个点无法从 {source} 转换到 {target}。请检查图层的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/gis/crs.py"/>
        <source>No transformation is known from {source} to {target}. Check the layer&apos;s CRS.</source>
        <translation>无法从 {source} 转换到 {target}。请检查图层的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/gis/fast_points.py"/>
        <source>its fields have different numbers of features</source>
        <translation>其各字段的要素数量不同</translation>
    </message>
    <message>
        <location filename="../core/gis/fast_points.py"/>
        <source>it has many more features than the {said} that it says</source>
        <translation>其要素数远多于文件所写的 {said} 个</translation>
    </message>
    <message>
        <location filename="../core/gis/fast_points.py"/>
        <source>its features have no end</source>
        <translation>其要素读不到尽头</translation>
    </message>
    <message>
        <location filename="../core/gis/place.py"/>
        <source>The raster {path} has ground control points and no grid yet. Warp it first (Georeferencer).</source>
        <translation>栅格 {path} 只有地面控制点，还没有格网。请先进行几何校正（地理配准工具）。</translation>
    </message>
    <message>
        <location filename="../core/gis/place.py"/>
        <source>The raster {path} does not say where its cells lie: it has no georeference. Georeference it first.</source>
        <translation>栅格 {path} 没有地理参考，无法知道像元的位置。请先进行地理配准。</translation>
    </message>
    <message>
        <location filename="../core/gis/place.py"/>
        <source>{name} has x {x} and y {y}, which are not degrees, but its CRS is {crs}. Set the layer&apos;s CRS.</source>
        <translation>{name} 的 x 为 {x}，y 为 {y}，不是以度为单位，但其坐标系是 {crs}。请设置图层的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/gis/place.py"/>
        <source>{name} has x {x} and y {y}, which are degrees, but its CRS is {crs}. Set the layer&apos;s CRS.</source>
        <translation>{name} 的 x 为 {x}，y 为 {y}，是以度为单位，但其坐标系是 {crs}。请设置图层的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/gis/place.py"/>
        <source>{name} has x {x} and y {y}, which look like kilometres, but its CRS {crs} measures in metres. Bring the coordinates to metres, or set a CRS in kilometres.</source>
        <translation>{name} 的 x 为 {x}，y 为 {y}，看起来是以千米为单位，但其坐标系 {crs} 以米为单位。请把坐标换算为米，或设置以千米为单位的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/gis/place.py"/>
        <source>{name} has x {x} and y {y}, far from the ground that its CRS {crs} is made for. Set the layer&apos;s CRS.</source>
        <translation>{name} 的 x 为 {x}，y 为 {y}，远离其坐标系 {crs} 的适用范围。请设置图层的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/gis/raster.py"/>
        <source>The raster {path} is not on a grid in metres. Reproject it, for example to the local UTM zone.</source>
        <translation>栅格 {path} 不在以米为单位的格网上。请重投影，例如到当地 UTM 带。</translation>
    </message>
    <message>
        <location filename="../core/gis/raster.py"/>
        <source>The raster {path} begins with its southernmost row. Warp it, which turns it round.</source>
        <translation>栅格 {path} 从最南一行开始。请做变形(Warp)，使其正过来。</translation>
    </message>
    <message>
        <location filename="../core/gis/raster.py"/>
        <source>The raster {path} is rotated or its cells are not square ({width} x {height} m). Warp it to square cells first.</source>
        <translation>栅格 {path} 有旋转，或其像元不是正方形（{width} x {height} m）。请先变形(Warp)为正方形像元。</translation>
    </message>
    <message>
        <location filename="../core/gis/raster.py"/>
        <source>The raster {path} has no band named {missing}; it has {names}. Build the feature stack with these features.</source>
        <translation>栅格 {path} 没有名为 {missing} 的波段；它有 {names}。请用这些特征构建特征栈。</translation>
    </message>
    <message>
        <location filename="../core/gis/raster.py"/>
        <source>The raster {path} has {count} bands named {name}. Give each band a name of its own, or build the feature stack again.</source>
        <translation>栅格 {path} 有 {count} 个名为 {name} 的波段。请给每个波段一个各自的名称，或重新构建特征栈。</translation>
    </message>
    <message>
        <location filename="../core/gis/raster_file.py"/>
        <source>The file {path} holds {count} rasters, for example {example}. Load it in QGIS, and choose the layer that is meant.</source>
        <translation>文件 {path} 含有 {count} 个栅格，例如 {example}。请在 QGIS 中加载它，并选择所需的图层。</translation>
    </message>
    <message>
        <location filename="../core/gis/raster_file.py"/>
        <location filename="../core/targets/cell_layers.py"/>
        <source>The raster {path} cannot be read. Check that it exists and is a raster.</source>
        <translation>无法读取栅格 {path}。请检查它是否存在且为栅格。</translation>
    </message>
    <message>
        <location filename="../core/gis/raster_file.py"/>
        <source>The raster {path} has {columns} x {rows} cells, more than any map has. Check the file; it may be damaged.</source>
        <translation>栅格 {path} 有 {columns} x {rows} 个像元，没有地图会这么大。请检查文件，它可能已损坏。</translation>
    </message>
    <message>
        <location filename="../core/gis/raster_file.py"/>
        <source>{path} lies on the network. Download it, and choose the file on this computer.</source>
        <translation>{path} 位于网络上。请先下载，再选择本机上的文件。</translation>
    </message>
    <message>
        <location filename="../core/gis/raster_file.py"/>
        <source>The virtual file {path} asks the network: {address}. Save it as a file of this computer first.</source>
        <translation>虚拟文件 {path} 要访问网络：{address}。请先把它保存为本机文件。</translation>
    </message>
    <message>
        <location filename="../core/gis/raster_file.py"/>
        <source>The virtual file {path} refers to itself. Build it again.</source>
        <translation>虚拟文件 {path} 引用了自身。请重新生成。</translation>
    </message>
    <message>
        <location filename="../core/gis/raster_writer.py"/>
        <source>Rasters are written as .tif, not as &apos;{suffix}&apos;. Choose another file name.</source>
        <translation>栅格写为 .tif，而不是“{suffix}”。请选择其他文件名。</translation>
    </message>
    <message>
        <location filename="../core/gis/study_grid.py"/>
        <location filename="../core/orbits/twoorbits.py"/>
        <location filename="../core/stack/build.py"/>
        <source>The cell size is {cell} m. Choose a positive cell size.</source>
        <translation>像元大小为 {cell} m。请选择正数。</translation>
    </message>
    <message>
        <location filename="../core/gis/study_grid.py"/>
        <source>Cells of {cell} m over {width} x {height} km make {cells} million cells, more than {most} million. Choose a larger cell size.</source>
        <translation>{width} x {height} km 上 {cell} m 的像元共 {cells} 百万个，超过 {most} 百万。请选择更大的像元大小。</translation>
    </message>
    <message>
        <location filename="../core/gis/study_grid.py"/>
        <source>The cell size is {cell} m, but the ground has only {width} x {height} m. Choose a smaller cell.</source>
        <translation>像元大小为 {cell} m,而地面范围只有 {width} x {height} m。请选择更小的像元。</translation>
    </message>
    <message>
        <location filename="../core/gis/vector.py"/>
        <source>Layers are written as {known}, not as &apos;{suffix}&apos;. Choose another file name.</source>
        <translation>图层写为 {known}，而不是“{suffix}”。请选择其他文件名。</translation>
    </message>
    <message>
        <location filename="../core/gis/vector.py"/>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <location filename="../core/gis/whole_file.py"/>
        <source>The file {path} cannot be read to its end: {reason}. Get the whole file, or repair it.</source>
        <translation>文件 {path} 无法读到末尾:{reason}。请重新获取完整的文件,或先修复它。</translation>
    </message>
    <message>
        <location filename="../core/gis/whole_file.py"/>
        <source>it says that it has {said} features, but only {read} can be read</source>
        <translation>文件自称有 {said} 个要素,但只能读出 {read} 个</translation>
    </message>
    <message>
        <location filename="../core/gis/whole_file.py"/>
        <source>{path} has {shapes} shapes, but its table {table} has {rows} rows.</source>
        <translation>{path} 有 {shapes} 个图形,而其属性表 {table} 有 {rows} 行。</translation>
    </message>
    <message>
        <location filename="../core/gis/whole_file.py"/>
        <source>{path} has {size} bytes, but says that it has {said}: it was cut short.</source>
        <translation>{path} 有 {size} 字节,但文件自称有 {said} 字节:文件不完整,被截断了。</translation>
    </message>
    <message>
        <location filename="../core/hotspots/candidate_scores.py"/>
        <source>The threshold on the hot spot map is {threshold}. Choose a positive one, which holds for both directions, or leave it empty.</source>
        <translation>热点图的阈值为 {threshold}。请选择正数（对两个方向都适用），或留空。</translation>
    </message>
    <message>
        <location filename="../core/hotspots/carried_settings.py"/>
        <source>The velocities had an offset of {offset:.4g} mm/yr, which Hot spot subtracted: velocities and hot spot map are relative to the stable ground.</source>
        <translation>速度含有 {offset:.4g} mm/yr 的偏移，“热点”工具已将其减去：速度和热点图均相对于稳定地面。</translation>
    </message>
    <message>
        <location filename="../core/hotspots/gi_star.py"/>
        <location filename="../core/targets/targets.py"/>
        <source>None of the {count} targets has a velocity. Choose the field of the velocity.</source>
        <translation>{count} 个目标都没有速率。请选择速率字段。</translation>
    </message>
    <message>
        <location filename="../core/hotspots/gi_star.py"/>
        <source>The distance band is {distance} m. Choose a positive distance.</source>
        <translation>距离阈值为 {distance} m。请选择正数。</translation>
    </message>
    <message>
        <location filename="../core/hotspots/gi_star.py"/>
        <source>Within {distance} m each of the {count} targets has about {neighbours} neighbours, which would take hours. Choose a distance band of at most about {most} m.</source>
        <translation>{distance} m 内，{count} 个目标各约有 {neighbours} 个邻居，计算需几小时。请选择不超过约 {most} m 的距离阈值。</translation>
    </message>
    <message>
        <location filename="../core/hotspots/limits.py"/>
        <source>The mean slope is {slope} degrees, but no ground is steeper than 90. Choose a smaller one.</source>
        <translation>平均坡度为 {slope} 度,但地面坡度不会超过 90 度。请选择更小的值。</translation>
    </message>
    <message>
        <location filename="../core/hotspots/limits.py"/>
        <source>bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <location filename="../core/hotspots/limits.py"/>
        <source>bandwidth of the local mean velocity</source>
        <translation>局部平均速率的带宽</translation>
    </message>
    <message>
        <location filename="../core/hotspots/limits.py"/>
        <source>cell size</source>
        <translation>像元大小</translation>
    </message>
    <message>
        <location filename="../core/hotspots/limits.py"/>
        <source>merge distance</source>
        <translation>合并距离</translation>
    </message>
    <message>
        <location filename="../core/hotspots/limits.py"/>
        <source>The {name} is {value} m, but the targets span only {extent} m. Choose at most {most} m.</source>
        <translation>{name}为 {value} m,而目标的分布范围只有 {extent} m。请最多选择 {most} m。</translation>
    </message>
    <message>
        <location filename="../core/hotspots/maps.py"/>
        <source>The bandwidth is {bandwidth} m. Choose a positive bandwidth.</source>
        <translation>带宽为 {bandwidth} m。请选择正数。</translation>
    </message>
    <message>
        <location filename="../core/hotspots/scored_targets.py"/>
        <source>{name} z-score</source>
        <translation>{name} z 得分</translation>
    </message>
    <message>
        <location filename="../core/hotspots/scored_targets.py"/>
        <source>{name} p-value</source>
        <translation>{name} p 值</translation>
    </message>
    <message>
        <location filename="../core/hotspots/scored_targets.py"/>
        <source>Targets within the distance</source>
        <translation>距离阈值内的目标数</translation>
    </message>
    <message>
        <location filename="../core/hotspots/scored_targets.py"/>
        <source>{name} class, -3 to 3 (90, 95, 99 %)</source>
        <translation>{name} 类别，-3 到 3（90、95、99 %）</translation>
    </message>
    <message>
        <location filename="../core/hotspots/scored_targets.py"/>
        <source>Faster than {limit:g} mm/yr: -1 {away}, 1 {towards}</source>
        <translation>快于 {limit:g} mm/yr：-1 {away}，1 {towards}</translation>
    </message>
    <message>
        <location filename="../core/hotspots/scored_targets.py"/>
        <source>Velocity before the regional motion was taken away (mm/yr)</source>
        <translation>扣除区域性运动前的速率 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/image/bands.py"/>
        <source>The image {path} has no cell on the grid; its middle lies {distance} km from the grid&apos;s. Choose an image of the study area, or set its CRS.</source>
        <translation>影像 {path} 在格网上没有像元，其中心距格网中心 {distance} km。请选择研究区的影像，或设置其坐标系。</translation>
    </message>
    <message>
        <location filename="../core/image/colours.py"/>
        <source>The image {path} has values from -128 to 127. Convert it to values from 0 to 255 first.</source>
        <translation>影像 {path} 的值为 -128 至 127。请先把它转换为 0 至 255 的值。</translation>
    </message>
    <message>
        <location filename="../core/image/colours.py"/>
        <source>The image {path} has a palette. Run Prepare image with the step balance first.</source>
        <translation>影像 {path} 使用调色板。请先用“影像预处理”的 balance 步骤处理。</translation>
    </message>
    <message>
        <location filename="../core/image/colours.py"/>
        <source>The image {path} has {count} band(s); red, green and blue are needed. Choose a colour image.</source>
        <translation>影像 {path} 有 {count} 个波段；需要红、绿、蓝。请选择彩色影像。</translation>
    </message>
    <message>
        <location filename="../core/image/colours.py"/>
        <source>The bands of the image {path} are {colours}, not red, green and blue. Convert it to RGB first.</source>
        <translation>影像 {path} 的波段是 {colours}，而不是红、绿、蓝。请先把它转换为 RGB。</translation>
    </message>
    <message>
        <location filename="../core/image/colours.py"/>
        <source>The bands of the image {path} are called {names}: they do not say which is {missing}. Choose an image with red, green and blue, or name these bands.</source>
        <translation>影像 {path} 的波段名为 {names}：其中没有说明哪个是 {missing}。请选择含红、绿、蓝波段的影像，或为这些波段命名。</translation>
    </message>
    <message>
        <location filename="../core/image/colours.py"/>
        <source>The bands of the image {path} are called {names}: red, green and blue are 4, 3, 2 of Sentinel-2 and Landsat 8, but 3, 2, 1 of older Landsats. Name the bands red, green, blue, or save these three alone.</source>
        <translation>影像 {path} 的波段名为 {names}：在 Sentinel-2 和 Landsat 8 中红、绿、蓝是 4、3、2 波段，而在较早的 Landsat 中是 3、2、1 波段。请把波段命名为 red、green、blue，或只保存这三个波段。</translation>
    </message>
    <message>
        <location filename="../core/image/prepare.py"/>
        <source>The steps are {steps}. Choose among {known}.</source>
        <translation>步骤为 {steps}。请从 {known} 中选择。</translation>
    </message>
    <message>
        <location filename="../core/image/prepare.py"/>
        <source>The image {path} does not reach the extent. Choose an extent inside the image.</source>
        <translation>影像 {path} 不及所给范围。请选择影像内的范围。</translation>
    </message>
    <message>
        <location filename="../core/image/steps.py"/>
        <source>The image has no valid cell there. Choose another image or extent.</source>
        <translation>影像在那里没有有效像元。请选择其他影像或范围。</translation>
    </message>
    <message>
        <location filename="../core/image/stretch.py"/>
        <source>The image {path} is of {kind}, not of 8 or 16 bits. Run Prepare image on it first.</source>
        <translation>影像 {path} 的数据类型为 {kind}，不是 8 位或 16 位。请先运行“影像预处理”。</translation>
    </message>
    <message>
        <location filename="../core/image/stretch.py"/>
        <source>Band {number} of the image {path} has the same value in every cell. Choose a colour image.</source>
        <translation>影像 {path} 的波段 {number} 在所有像元上数值相同。请选择彩色影像。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/angles.py"/>
        <source>The incidence angle is not known: {degrees} degrees are taken; it scales the height correction.</source>
        <translation>入射角未知：取 {degrees} 度；它影响高程改正的比例。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/finding.py"/>
        <source>No interferograms were found below {path} among {count} files. They need two dates in their names, as HyP3 and LiCSAR write them.</source>
        <translation>在 {path} 下的 {count} 个文件中没有找到干涉图。文件名中须有两个日期，如 HyP3 和 LiCSAR 的命名。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/finding.py"/>
        <source>{path} holds interferograms of several producers: {names}. Choose the format, or a folder of one of them.</source>
        <translation>{path} 中有多个生产者的干涉图：{names}。请选择格式，或只含其中一种的文件夹。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/finding.py"/>
        <source>{name} cannot be read as a zip file, and is left out: get it again.</source>
        <translation>{name} 无法作为 zip 文件读取，已舍弃：请重新获取。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/finding.py"/>
        <source>The folder mixes {count} tracks or frames ({names}). Put each into a folder of its own.</source>
        <translation>文件夹中混有 {count} 个轨道或图幅（{names}）。请将它们分别放入各自的文件夹。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/finding.py"/>
        <source>The folder mixes wavelengths of {shortest} and {longest} m. Put each satellite into a folder of its own.</source>
        <translation>文件夹中混有 {shortest} 和 {longest} m 的波长。请将每种卫星分别放入各自的文件夹。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/finding.py"/>
        <source>Only one interferogram was found ({name}). Velocities need at least two, better thirty.</source>
        <translation>只找到一幅干涉图（{name}）。求速率至少需要两幅，最好三十幅。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/finding.py"/>
        <source>Only {count} interferograms have a phase of the kind &apos;{kind}&apos;. Choose the other kind.</source>
        <translation>只有 {count} 幅干涉图有“{kind}”类型的相位。请选择另一种类型。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/flat_products.py"/>
        <source>ISCE2 does not write the wavelength beside geocoded files: that of Sentinel-1 is taken.</source>
        <translation>ISCE2 不在地理编码文件旁写出波长：采用 Sentinel-1 的波长。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/lattice.py"/>
        <source>The extent lies outside the interferograms. Choose one that overlaps with them, or none.</source>
        <translation>范围位于干涉图之外。请选择与其重叠的范围，或留空。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/lattice.py"/>
        <source>The raster {path} is rotated or begins with its southernmost row. Warp it first.</source>
        <translation>栅格 {path} 有旋转，或从最南一行开始。请先对其做变形（Warp）处理。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/lattice.py"/>
        <source>{name} has {size} bytes; {columns} x {rows} cells of four bytes are {wanted}. Check the parameter file of the elevation model.</source>
        <translation>{name} 有 {size} 字节；{columns} x {rows} 个四字节像元应为 {wanted} 字节。请检查高程模型的参数文件。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/lattice.py"/>
        <source>None of the {count} files can be read. The first: {reason}</source>
        <translation>{count} 个文件都无法读取。第一个：{reason}</translation>
    </message>
    <message>
        <location filename="../core/interferograms/lattice.py"/>
        <source>{name} lies elsewhere: all files together share only {share} of their ground. Leave out files of other frames.</source>
        <translation>{name} 位于别处：所有文件共有的地面只占 {share}。请去掉其他图幅的文件。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/lattice.py"/>
        <source>{name} is in {other}, the first file in {crs}. Put interferograms of one zone into the folder.</source>
        <translation>{name} 的坐标系为 {other}，第一个文件为 {crs}。请在文件夹中只放同一投影带的干涉图。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/lattice.py"/>
        <source>{name} has cells of {other}, the first file of {size}. Put interferograms of one cell size into the folder.</source>
        <translation>{name} 的像元为 {other}，第一个文件为 {size}。请在文件夹中只放像元大小相同的干涉图。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/lattice.py"/>
        <source>{name} is shifted by {off} of a cell against the first file. Warp it onto the cells of the others.</source>
        <translation>{name} 相对于第一个文件偏移了 {off} 个像元。请将其重采样到其他文件的像元上。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/lattice.py"/>
        <source>{name} cannot be read: {reason}.</source>
        <translation>{name} 无法读取：{reason}。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <location filename="../core/targets/importing.py"/>
        <source>The CRS {crs} does not measure in metres on the ground. Choose a metric one, or none for the local UTM zone.</source>
        <translation>坐标系 {crs} 在地面上不以米为单位。请选择以米为单位的坐标系，或留空以采用当地 UTM 带。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <source>The reference lies outside the interferograms. Choose one inside, or none.</source>
        <translation>参考点位于干涉图之外。请在其内选择，或留空。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <source>Elevation models are compared only with wrapped phase, baselines and a first model.</source>
        <translation>只有在有缠绕相位、基线和第一个高程模型时才比较高程模型。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <source>the first</source>
        <translation>第一个</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <source>None of {count} candidates has a coherence of {least} or more (the best: {best}). Lower the smallest coherence.</source>
        <translation>{count} 个候选中没有一个相干性达到 {least}（最好为 {best}）。请降低最小相干性。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <source>Velocity towards the satellite (mm/yr)</source>
        <translation>速率，朝向卫星为正 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <location filename="../core/orbits/outputs.py"/>
        <location filename="../core/targets/targets.py"/>
        <source>Coherence</source>
        <translation>相干性</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <location filename="../core/orbits/outputs.py"/>
        <location filename="../core/targets/targets.py"/>
        <source>Height (m)</source>
        <translation>高程 (m)</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <location filename="../core/orbits/outputs.py"/>
        <location filename="../core/targets/targets.py"/>
        <source>Standard deviation of the velocity (mm/yr)</source>
        <translation>速率标准差 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <source>Correction of the height (m)</source>
        <translation>高程改正 (m)</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <source>Standard deviation of the height (m)</source>
        <translation>高程标准差 (m)</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <source>Scatter of the series (mm)</source>
        <translation>时间序列的离散度 (mm)</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <source>Pairs used</source>
        <translation>所用像对</translation>
    </message>
    <message>
        <location filename="../core/interferograms/outputs.py"/>
        <source>Share of the pairs that nothing checks</source>
        <translation>无法检查的像对所占比例</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>still ground as a whole</source>
        <translation>整体静止的地面</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>row {row}, column {column}, 5 x 5 cells</source>
        <translation>第 {row} 行，第 {column} 列，5 x 5 个像元</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Interferograms used, found</source>
        <translation>使用 / 找到的干涉图</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Scenes</source>
        <translation>影像</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Candidates, targets</source>
        <translation>候选 / 目标</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>wrapped</source>
        <translation>缠绕</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>unwrapped</source>
        <translation>解缠</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Median standard deviation of the velocity (mm/yr)</source>
        <translation>速率标准差的中位数 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Median scatter of the series (mm)</source>
        <translation>时间序列离散度的中位数 (mm)</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Median standard deviation of the height correction (m)</source>
        <translation>高程改正标准差的中位数 (m)</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Targets whose values do not join all scenes</source>
        <translation>其值未能连接全部影像的目标</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Targets without a redundant pair</source>
        <translation>没有多余像对的目标</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Velocities are along the line of sight, positive towards the satellite. The standard deviation holds noise of scenes (atmosphere) and of pairs: about 68 of 100 true velocities lie within it, 95 within twice of it.</source>
        <translation>速率沿视线向，朝向卫星为正。标准差包含影像（大气）和像对的噪声：约 68% 的真实速率在其一倍之内，95% 在其两倍之内。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Scenes (dots) and pairs (lines) by date and perpendicular baseline; red: pairs in no triangle, whose cycles nothing checks; dotted: pairs left out.</source>
        <translation>影像（点）和像对（线），按日期和垂直基线绘制；红色：不在任何三角形中、其整周无法检查的像对；虚线：被舍弃的像对。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Pairs in no triangle: {names}.</source>
        <translation>不在任何三角形中的像对：{names}。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Beyond the limits, but used to join the network: {names}.</source>
        <translation>超出限制，但用于连接网络：{names}。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <location filename="../core/training/page_recipe.py"/>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Pairs</source>
        <translation>像对</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Share of the cells with a phase: {mean} on average, {least} in the worst pair.</source>
        <translation>有相位的像元比例：平均 {mean}，最差的像对 {least}。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Pair</source>
        <translation>像对</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Left out</source>
        <translation>舍弃的</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Baseline (m)</source>
        <translation>基线 (m)</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Cells with a phase</source>
        <translation>有相位的像元</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Open closures</source>
        <translation>不闭合数</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>All pairs used</source>
        <translation>所有使用的像对</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Triangles</source>
        <translation>三角形</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>No three pairs form a triangle: nothing checks their cycles.</source>
        <translation>没有三个像对构成三角形：其整周无法检查。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Closures</source>
        <translation>闭合差</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>of a whole cycle or more</source>
        <translation>达到或超过一整周的</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>largest mean closure beside whole cycles (rad)</source>
        <translation>除整周外最大的平均闭合差 (rad)</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>the same, less coherent ground against the most coherent (rad)</source>
        <translation>同上，相干性较低的地面相对于相干性最高的地面（弧度）</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>before the repair</source>
        <translation>修复前</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>after</source>
        <translation>修复后</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>The pair in most open closures: {name}, in {count} of {all}.</source>
        <translation>不闭合最多的像对：{name}，在 {all} 个中占 {count} 个。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>{count} values got whole cycles; {share} of all values are in no triangle and could not be checked.</source>
        <translation>{count} 个值加上了整周；{share} 的值不在任何三角形中，无法检查。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>{count} targets stayed as they are: too many patterns of open triangles.</source>
        <translation>{count} 个目标保持原样：不闭合三角形的组合过多。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Pairs of at most {days} days: {short}; others: {rest}. They cannot be compared.</source>
        <translation>时间基线不超过 {days} 天的像对：{short} 个；其余：{rest} 个。两者无法比较。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Velocities with all pairs and without the {short} of at most {days} days differ by {bias} mm/yr from place to place (blocks of 500 m, noise of single targets taken out).</source>
        <translation>使用全部像对与去掉 {short} 个不超过 {days} 天的像对，所得速率在各处相差 {bias} mm/yr（按 500 m 地块统计，已扣除单个目标的噪声）。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>What varies from scene to scene at still targets, beyond the noise of the pairs: atmosphere for the most part.</source>
        <translation>静止目标上逐景变化、超出像对噪声的部分：主要是大气。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Noise of the scenes</source>
        <translation>影像的噪声</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Maps</source>
        <translation>地图</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Velocity (mm/yr); blue: towards the satellite, red: away.</source>
        <translation>速率 (mm/yr)；蓝色：朝向卫星，红色：远离。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Standard deviation of the velocity (mm/yr).</source>
        <translation>速率标准差 (mm/yr)。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <location filename="../gui/review/panel.py"/>
        <source>Targets</source>
        <translation>相干目标</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>In the largest part</source>
        <translation>在最大部分中的比例</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Residues for 1,000 targets</source>
        <translation>每 1,000 个目标的残差点数</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Median coherence of arcs</source>
        <translation>弧段相干性的中位数</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>The better an elevation model fits, the fewer residues it leaves and the more coherent the arcs are.</source>
        <translation>高程模型越吻合，留下的残差点越少，弧段的相干性越高。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Elevation models compared</source>
        <translation>高程模型的比较</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Velocity and height correction come from a regression on the pairs themselves, as IPTA does it. Short pairs add up to the last scene less the first; the recommended preset uses all scenes, and its velocities scatter much less.</source>
        <translation>速率和高程改正由像对本身的回归得出，与 IPTA 相同。短像对相加只剩最后一景减第一景；推荐的预设使用全部影像，其速率的离散小得多。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>Wrong cycles are not repaired, all pairs weigh alike, and the coherence is the mean of the residuals&apos; phasors over the pairs, which noise passes more easily.</source>
        <translation>错误的整周不修复，所有像对权重相同，相干性为各像对残差相量的平均，噪声更容易通过。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>The standard deviation follows from the residuals of the pairs alone and does not hold the atmosphere.</source>
        <translation>标准差只由像对残差得出，不包含大气。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/page.py"/>
        <source>How this preset differs</source>
        <translation>此预设有何不同</translation>
    </message>
    <message>
        <location filename="../core/interferograms/pictures.py"/>
        <source>in no triangle</source>
        <translation>不在三角形中</translation>
    </message>
    <message>
        <location filename="../core/interferograms/pictures.py"/>
        <source>perpendicular baseline (m)</source>
        <translation>垂直基线 (m)</translation>
    </message>
    <message>
        <location filename="../core/interferograms/pictures.py"/>
        <source>noise of the scene (mm)</source>
        <translation>影像的噪声 (mm)</translation>
    </message>
    <message>
        <location filename="../core/interferograms/products.py"/>
        <source>{path} is not a folder. Choose the folder with the interferograms.</source>
        <translation>{path} 不是文件夹。请选择存放干涉图的文件夹。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/products.py"/>
        <source>{name} is there twice; the first of both is taken.</source>
        <translation>{name} 出现两次；取第一个。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/products.py"/>
        <source>{count} interferograms have the later date first: their phase is negated.</source>
        <translation>{count} 幅干涉图的较晚日期在前：其相位取负。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/reading.py"/>
        <source>Only {count} of {all} interferograms can be used: {reasons}. Allow longer pairs, or check the files.</source>
        <translation>{all} 幅干涉图中只有 {count} 幅可用：{reasons}。请允许更长的像对，或检查文件。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/reading.py"/>
        <source>only {share} of its cells have a phase</source>
        <translation>只有 {share} 的像元有相位</translation>
    </message>
    <message>
        <location filename="../core/interferograms/reading.py"/>
        <source>The wavelength is not known: that of Sentinel-1 is taken.</source>
        <translation>波长未知：采用 Sentinel-1 的波长。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/reading.py"/>
        <source>{count} interferograms have no coherence: {value} is taken.</source>
        <translation>{count} 幅干涉图没有相干性文件：按 {value} 处理。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/reading.py"/>
        <source>{count} cells are left out: their amplitude varies by more than {limit} of its mean.</source>
        <translation>{count} 个像元被舍弃：其振幅的变化超过平均值的 {limit}。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/reading.py"/>
        <source>Only {count} of {all} cells have a mean coherence of {least} or more (median {median}). Lower the mean coherence of the pairs, or choose another extent.</source>
        <translation>{all} 个像元中只有 {count} 个的平均相干性达到 {least}（中位数 {median}）。请降低像对的平均相干性，或选择另一范围。</translation>
    </message>
    <message>
        <location filename="../core/interferograms/tif_products.py"/>
        <source>Plain GeoTIFFs: positive phase is taken as motion away from the satellite.</source>
        <translation>普通 GeoTIFF：正相位视为远离卫星的运动。</translation>
    </message>
    <message>
        <location filename="../core/inversion/analysis.py"/>
        <source>The reference has no value in the pair {name}. Choose a reference on coherent ground, or none.</source>
        <translation>参考在像对 {name} 中没有值。请在相干的地面上选择参考，或留空。</translation>
    </message>
    <message>
        <location filename="../core/inversion/judging.py"/>
        <source>There are no baselines: no height correction is estimated.</source>
        <translation>没有基线：不估计高程改正。</translation>
    </message>
    <message>
        <location filename="../core/inversion/judging.py"/>
        <source>The baselines of the pairs contradict each other by up to {metres} m.</source>
        <translation>像对的基线相互矛盾，最多相差 {metres} m。</translation>
    </message>
    <message>
        <location filename="../core/inversion/judging.py"/>
        <source>A target has only {count} more pairs than its series needs: some noise looks coherent with so few. Use more interferograms, better thirty.</source>
        <translation>每个目标的干涉对只比其时间序列所需的多 {count} 个：这么少时有些噪声看起来也相干。请使用更多干涉图，最好三十幅。</translation>
    </message>
    <message>
        <location filename="../core/inversion/judging.py"/>
        <source>The pairs fall into {parts} parts without a common scene: the motion between them is drawn as a straight line.</source>
        <translation>像对分为 {parts} 个没有共同影像的部分：其间的运动按直线处理。</translation>
    </message>
    <message>
        <location filename="../core/inversion/judging.py"/>
        <source>The corrections plane and height take {size} mm/yr of the velocities away, and what is left scatters by {scatter} mm/yr: if the region itself moves, that is its motion. Compare with a run without them.</source>
        <translation>plane 和 height 改正从速率中去掉了 {size} mm/yr，剩余的离散为 {scatter} mm/yr：如果区域本身在运动，去掉的就是它的运动。请与不做这些改正的结果比较。</translation>
    </message>
    <message>
        <location filename="../core/inversion/judging.py"/>
        <source>A yearly motion needs 1.5 years of interferograms; these cover {years}. Switch the yearly motion off.</source>
        <translation>年周期运动需要 1.5 年的干涉图；现有的覆盖 {years} 年。请关闭年周期运动。</translation>
    </message>
    <message>
        <location filename="../core/inversion/judging.py"/>
        <source>Only {count} of {all} candidates agree with their neighbours: the interferograms show nothing but noise there. Choose another extent or shorter pairs.</source>
        <translation>{all} 个候选中只有 {count} 个与其邻近一致：干涉图在那里只有噪声。请选择另一范围或更短的像对。</translation>
    </message>
    <message>
        <location filename="../core/inversion/judging.py"/>
        <source>{count} of {all} triangles do not close by more than 0.3 rad on average (up to {largest}), against the reference or the most coherent ground: short pairs are biased, as over vegetation. Compare with a run without them.</source>
        <translation>{all} 个三角形中有 {count} 个的平均闭合差超过 0.3 弧度（最大 {largest}），相对于参考点或相干性最高的地面：短时间基线的干涉对有偏差，如在植被区。请与不含这些干涉对的结果比较。</translation>
    </message>
    <message>
        <location filename="../core/inversion/judging.py"/>
        <source>Without the {count} pairs of at most {days} days the velocities differ by {bias} mm/yr from place to place: short pairs are biased there, as over vegetation. Compare with a run of longer pairs.</source>
        <translation>去掉 {count} 个不超过 {days} 天的像对后，速率在各处相差 {bias} mm/yr：短时间基线的干涉对在那里有偏差，植被区常见。请与只用较长像对的结果比较。</translation>
    </message>
    <message>
        <location filename="../core/inversion/judging.py"/>
        <source>Neighbouring targets differ by up to {fastest} mm/yr; from {limit} mm/yr on, pairs of {days} days are ambiguous. Faster ground may be wrong by whole cycles.</source>
        <translation>相邻目标之差最大为 {fastest} mm/yr；从 {limit} mm/yr 起，{days} 天的像对有歧义。更快的地面可能相差整周。</translation>
    </message>
    <message>
        <location filename="../core/inversion/reference.py"/>
        <source>No candidate lies in the {side} x {side} cells around the reference. Choose a reference on coherent ground, or none.</source>
        <translation>参考周围 {side} x {side} 个像元内没有候选。请在相干的地面上选择参考，或留空。</translation>
    </message>
    <message>
        <location filename="../core/inversion/reference.py"/>
        <source>No window of {side} x {side} cells can be the reference. Give a reference point.</source>
        <translation>没有可作参考的 {side} x {side} 像元窗口。请给出参考点。</translation>
    </message>
    <message>
        <location filename="../core/inversion/unwrapping.py"/>
        <source>Only {count} of {all} candidates keep coherent arcs to their neighbours. Lower the smallest mean coherence of the pairs, or choose shorter pairs.</source>
        <translation>{all} 个候选中只有 {count} 个与邻近保持相干的弧段。请降低像对的最小平均相干性，或选择更短的像对。</translation>
    </message>
    <message>
        <location filename="../core/kinds/motionkind.py"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>kind of motion of the area</source>
        <translation>形变区的运动类别</translation>
    </message>
    <message>
        <location filename="../core/kinds/motionkind.py"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>probability of that kind (0 to 1)</source>
        <translation>该类别的概率（0 至 1）</translation>
    </message>
    <message>
        <location filename="../core/kinds/motionkind.py"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>next probable kind</source>
        <translation>次可能的类别</translation>
    </message>
    <message>
        <location filename="../core/kinds/motionkind.py"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>probability that it is a landslide (0 to 1)</source>
        <translation>属于滑坡的概率（0 至 1）</translation>
    </message>
    <message>
        <location filename="../core/kinds/motionkind.py"/>
        <location filename="../resources/styles/motionkind.qml"/>
        <source>what spoke most for the kind</source>
        <translation>最支持该类别的理由</translation>
    </message>
    <message>
        <location filename="../core/kinds/motionkind.py"/>
        <source>None of the {count} areas has {fewest} targets or more, which the kind of motion is told from. Choose the targets of this ground.</source>
        <translation>{count} 个形变区中没有一个含有 {fewest} 个或更多相干目标，而运动类别要由它们判别。请选择该地区的相干目标。</translation>
    </message>
    <message>
        <location filename="../core/kinds/motionkind.py"/>
        <source>given by the user</source>
        <translation>由用户给出</translation>
    </message>
    <message>
        <location filename="../core/kinds/motionkind.py"/>
        <source>fewer than {fewest} targets</source>
        <translation>相干目标少于 {fewest} 个</translation>
    </message>
    <message>
        <location filename="../core/kinds/motionkind.py"/>
        <source>{share} % of its series are stable</source>
        <translation>其 {share} % 的时间序列稳定</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>roundness of the outline {value} (circle 1)</source>
        <translation>轮廓圆度 {value}（圆为 1）</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>length {value} times the width</source>
        <translation>长为宽的 {value} 倍</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>mean width {value} m</source>
        <translation>平均宽度 {value} m</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>outline fills {value} of its rectangle (ellipse 79 %)</source>
        <translation>轮廓占其外接矩形的 {value}（椭圆为 79 %）</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>mean slope {value}°</source>
        <translation>平均坡度 {value}°</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of the ground flatter than 6°</source>
        <translation>{value} 的地面坡度小于 6°</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of the ground steeper than 30°</source>
        <translation>{value} 的地面坡度大于 30°</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>slopes facing one way: {value}</source>
        <translation>坡向一致程度：{value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>long axis down the slope: {value}</source>
        <translation>长轴顺坡程度：{value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>height in the valley: {value} of the way up</source>
        <translation>谷中高度：自谷底向上 {value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} m above the valley floor</source>
        <translation>高出谷底 {value} m</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>drop {value} of the length</source>
        <translation>高差为长度的 {value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>uneven ground: {value} of the length</source>
        <translation>地面起伏：为长度的 {value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>lies {value} of its length below the ground beside it</source>
        <translation>低于周围地面，为其长度的 {value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>foot heaped up against the head by {value} of the length</source>
        <translation>坡脚相对坡头堆高，为长度的 {value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>median speed {value} mm/yr</source>
        <translation>速率中位数 {value} mm/yr</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>speed {value} times the noise</source>
        <translation>速率为噪声的 {value} 倍</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>targets that move one way: {value}</source>
        <translation>运动方向一致的目标：{value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>spread of the speeds {value} of their median</source>
        <translation>速率离散度为其中位数的 {value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>spread of the speeds {value} times the noise</source>
        <translation>速率离散度为噪声的 {value} 倍</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>most speeds within {value} times the noise of each other</source>
        <translation>多数速率彼此相差在噪声的 {value} 倍以内</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>faster towards the middle (correlation {value})</source>
        <translation>越靠中间越快（相关系数 {value}）</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>middle faster than the rim by {value} of the median</source>
        <translation>中部比边缘快，差值为中位数的 {value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>faster uphill than downhill (correlation {value})</source>
        <translation>上坡处比下坡处快（相关系数 {value}）</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of the motion ends right at the outline</source>
        <translation>{value} 的运动止于轮廓处</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>motion just outside: {value} of that inside</source>
        <translation>轮廓外侧的运动：为内部的 {value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>motion 80 to 250 m outside: {value} of that inside</source>
        <translation>轮廓外 80 至 250 m 的运动：为内部的 {value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} targets</source>
        <translation>{value} 个目标</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>targets {value} times as dense as around it</source>
        <translation>目标密度为周围的 {value} 倍</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>coherence {value} above that around it</source>
        <translation>相干性比周围高 {value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>targets whose motion fits down the slope: {value}</source>
        <translation>运动符合顺坡向下的目标：{value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>speed down the slope {value} mm/yr</source>
        <translation>顺坡向下速率 {value} mm/yr</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>spread of the speed down the slope {value} of its median</source>
        <translation>顺坡速率离散度为其中位数的 {value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>share of a motion down the slope that the radar sees: {value}</source>
        <translation>雷达能看到的顺坡运动份额：{value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>motion down the slope explains the speeds (logarithm of the gain {value})</source>
        <translation>顺坡运动能解释各处速率（增益的对数 {value}）</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>direction of the motion {value} (up 1, level 0, down -1)</source>
        <translation>运动方向 {value}（向上 1，水平 0，向下 -1）</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>motion towards the middle (correlation {value})</source>
        <translation>向中部汇聚的运动（相关系数 {value}）</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>targets that go the way the slope falls: {value}</source>
        <translation>朝坡降方向运动的目标：{value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>motion along the slope {value} (down it 1, up it -1)</source>
        <translation>沿坡运动 {value}（向下 1，向上 -1）</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>the weaker orbit sees {value} of the motion of the stronger one</source>
        <translation>较弱的轨道看到较强轨道运动的 {value}</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of the series stable</source>
        <translation>{value} 的时间序列稳定</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of the series steady</source>
        <translation>{value} 的序列匀速</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of the series accelerating</source>
        <translation>{value} 的序列加速</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of the series slowing</source>
        <translation>{value} 的序列减速</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of the series seasonal</source>
        <translation>{value} 的序列呈季节性</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of the series with a break</source>
        <translation>{value} 的序列有转折</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of the series with jumps</source>
        <translation>{value} 的序列有跳变</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>season {value} mm</source>
        <translation>季节振幅 {value} mm</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of the areas within 1 km move the same way</source>
        <translation>1 km 内 {value} 的形变区运动方向相同</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of it on the map of mines</source>
        <translation>{value} 位于矿区图上</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of it on the map of water</source>
        <translation>{value} 位于水体图上</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of it on the map of buildings</source>
        <translation>{value} 位于建筑物图上</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>{value} of it on the map of roads</source>
        <translation>{value} 位于道路图上</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>moves towards the satellite</source>
        <translation>朝向卫星运动</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>moves away from the satellite</source>
        <translation>远离卫星运动</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>high</source>
        <translation>高</translation>
    </message>
    <message>
        <location filename="../core/kinds/reasons.py"/>
        <source>low</source>
        <translation>低</translation>
    </message>
    <message>
        <location filename="../core/orbits/outputs.py"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>Velocity to the east (mm/yr)</source>
        <translation>东向速率（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/orbits/outputs.py"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>Velocity to the north (mm/yr)</source>
        <translation>北向速率（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/orbits/outputs.py"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>Velocity upwards (mm/yr)</source>
        <translation>垂直向速率（向上为正，mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/orbits/outputs.py"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>Velocity down the steepest descent (mm/yr)</source>
        <translation>沿最陡下坡方向的速率（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/orbits/outputs.py"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>Standard deviation of the velocity to the east (mm/yr)</source>
        <translation>东向速率的标准差（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/orbits/outputs.py"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>Standard deviation of the velocity to the north (mm/yr)</source>
        <translation>北向速率的标准差（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/orbits/outputs.py"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>Standard deviation of the velocity upwards (mm/yr)</source>
        <translation>垂直向速率的标准差（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/orbits/outputs.py"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>Standard deviation of the velocity down the steepest descent (mm/yr)</source>
        <translation>沿最陡下坡方向速率的标准差（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/orbits/outputs.py"/>
        <source>Velocity towards the satellite that sees most (mm/yr)</source>
        <translation>朝向卫星的速率，取看到运动最多的卫星（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/orbits/outputs.py"/>
        <source>Orbit of the velocity: a ascending, d descending</source>
        <translation>速率所属的轨道：a 升轨，d 降轨</translation>
    </message>
    <message>
        <location filename="../core/orbits/outputs.py"/>
        <source>Velocity towards the satellite of orbit {label} (mm/yr)</source>
        <translation>朝向卫星的速率，轨道 {label}（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/orbits/outputs.py"/>
        <source>Targets of orbit {label}</source>
        <translation>轨道 {label} 的目标数</translation>
    </message>
    <message>
        <location filename="../core/orbits/outputs.py"/>
        <source>What the orbits say: still, same, one or contradict</source>
        <translation>各轨道的一致情况：still 静止，same 一致，one 仅一个，contradict 矛盾</translation>
    </message>
    <message>
        <location filename="../core/orbits/tracks.py"/>
        <source>None of the {count} targets of {name} has a velocity. Choose the layer that Import coherent targets wrote.</source>
        <translation>{name} 的 {count} 个目标都没有速率。请选择“导入相干目标”写出的图层。</translation>
    </message>
    <message>
        <location filename="../core/orbits/tracks.py"/>
        <source>The layer {name} does not say in which direction its satellite is. Give INCIDENCE and HEADING.</source>
        <translation>图层 {name} 没有说明卫星在哪个方向。请给出 INCIDENCE 和 HEADING。</translation>
    </message>
    <message>
        <location filename="../core/orbits/tracks.py"/>
        <source>The fields los_east, los_north and los_up of the layer {name} are {east}, {north}, {up} at a target, which is not a unit vector from the ground to a satellite. Correct them, or give INCIDENCE and HEADING.</source>
        <translation>图层 {name} 的字段 los_east、los_north、los_up 在某个目标处为 {east}、{north}、{up}，不是由地面指向卫星的单位向量。请更正，或给出 INCIDENCE 和 HEADING。</translation>
    </message>
    <message>
        <location filename="../core/orbits/tracks.py"/>
        <source>The incidence of the layer {name} is {value} degrees. Give one from {low} to {high} degrees.</source>
        <translation>图层 {name} 的入射角为 {value} 度。请给出 {low} 至 {high} 度之间的值。</translation>
    </message>
    <message>
        <location filename="../core/orbits/tracks.py"/>
        <source>The heading of the layer {name} is {value} degrees. Give one from -360 to 360 degrees.</source>
        <translation>图层 {name} 的航向角为 {value} 度。请给出 -360 至 360 度之间的值。</translation>
    </message>
    <message>
        <location filename="../core/orbits/twoorbits.py"/>
        <source>The radius is {radius} m. Choose a positive radius, or none.</source>
        <translation>半径为 {radius} m。请选择正的半径，或留空。</translation>
    </message>
    <message>
        <location filename="../core/orbits/twoorbits.py"/>
        <source>NORTH is slope and no elevation model is given. Give DEM, or choose NORTH = zero.</source>
        <translation>NORTH 为 slope，但没有给出高程模型。请给出 DEM，或选择 NORTH = zero。</translation>
    </message>
    <message>
        <location filename="../core/orbits/twoorbits.py"/>
        <source>East and up need targets of at least two orbits; {count} layer is given. Add the other orbit&apos;s layer.</source>
        <translation>求东向与垂直向速率需要至少两个轨道的目标，而只给了 {count} 个图层。请加上另一个轨道的图层。</translation>
    </message>
    <message>
        <location filename="../core/orbits/twoorbits.py"/>
        <source>No target of one track lies within {radius} m of a target of another one. Check the layers&apos; CRS and places, or choose a larger RADIUS or CELL.</source>
        <translation>没有任何轨道的目标在另一轨道目标的 {radius} m 以内。请检查各图层的坐标系和位置，或选择更大的 RADIUS 或 CELL。</translation>
    </message>
    <message>
        <location filename="../core/orbits/twoorbits.py"/>
        <source>All tracks look at the ground from nearly the same side, so that east and up cannot be told apart. Add a layer of the other orbit, or correct INCIDENCE and HEADING.</source>
        <translation>所有轨道几乎从同一侧观测地面，无法区分东向与垂直向。请加上另一个轨道的图层，或更正 INCIDENCE 和 HEADING。</translation>
    </message>
    <message>
        <location filename="../core/phases/network.py"/>
        <source>{days} days, longer than {limit}</source>
        <translation>{days} 天，长于 {limit}</translation>
    </message>
    <message>
        <location filename="../core/phases/network.py"/>
        <source>baseline of {metres} m, longer than {limit} m</source>
        <translation>基线 {metres} m，长于 {limit} m</translation>
    </message>
    <message>
        <location filename="../core/prediction/checks.py"/>
        <source>The stack has cells of {cell} m, the model was trained on {trained} m. Build the stack with cells within 20 % of that.</source>
        <translation>特征栈的像元为 {cell} m，而模型在 {trained} m 上训练。请用与之相差不超过 20 % 的像元构建特征栈。</translation>
    </message>
    <message>
        <location filename="../core/prediction/checks.py"/>
        <source>The stack has cells of {cell} m, the model knows cells of {least} to {most} m. Build the stack with cells of that size.</source>
        <translation>特征栈的像元为 {cell} m，模型认识的像元为 {least} 到 {most} m。请用这一范围内的像元构建特征栈。</translation>
    </message>
    <message>
        <location filename="../core/prediction/checks.py"/>
        <source>Band {name} of the stack is in {unit}, the model was trained on {expected}. Build the stack with the same unit.</source>
        <translation>特征栈的波段 {name} 单位为 {unit}，而模型训练时为 {expected}。请用相同的单位构建特征栈。</translation>
    </message>
    <message>
        <location filename="../core/prediction/checks.py"/>
        <source>The hot spot map of the stack was made with the weight {now}, the model was trained on a map with the weight {then}. Run Hot spot with WEIGHT {then}, then build the stack again.</source>
        <translation>特征栈的热点图以权重 {now} 生成，而模型训练时的热点图权重为 {then}。请以 WEIGHT {then} 运行热点分析，再重新构建特征栈。</translation>
    </message>
    <message>
        <location filename="../core/prediction/floor.py"/>
        <source>On ground held back from training the network was better (IoU {network}) than &apos;{kind}&apos; ({iou}).</source>
        <translation>在训练中留出的地面上，网络（IoU {network}）优于“{kind}”（{iou}）。</translation>
    </message>
    <message>
        <location filename="../core/prediction/floor.py"/>
        <source>On ground held back from training the network (IoU {network}) was NOT better than the simple map &apos;{kind}&apos; ({iou}). The simple map is drawn instead; BEST = no draws the network&apos;s boundaries.</source>
        <translation>在训练中留出的地面上，网络（IoU {network}）并不优于简单图“{kind}”（{iou}）。因此改绘简单图；BEST = no 则绘制网络的边界。</translation>
    </message>
    <message>
        <location filename="../core/prediction/floor.py"/>
        <source>On ground held back from training the network (IoU {network}) was NOT better than the simple map &apos;{kind}&apos; ({iou}). Do not rely on these boundaries. BEST = yes draws the simple map instead.</source>
        <translation>在训练中留出的地面上，网络（IoU {network}）并不优于简单图“{kind}”（{iou}）。请勿依赖这些边界。BEST = yes 则改绘简单图。</translation>
    </message>
    <message>
        <location filename="../core/prediction/floor.py"/>
        <source>The simple map &apos;{kind}&apos; is drawn instead of the network&apos;s (BEST is {best}), and has no standard deviation. Choose BEST = no, or skip the output (OUTPUT_DEVIATION).</source>
        <translation>绘制的是简单图“{kind}”而不是网络的结果（BEST 为 {best}），它没有标准差。请选择 BEST = no，或不输出标准差 (OUTPUT_DEVIATION)。</translation>
    </message>
    <message>
        <location filename="../core/prediction/predict.py"/>
        <source>MEMBERS is {members}, the model {model} has {count}. Choose {count} or fewer, or leave MEMBERS empty.</source>
        <translation>MEMBERS 为 {members}，而模型 {model} 有 {count} 个。请选择不超过 {count} 的数，或将 MEMBERS 留空。</translation>
    </message>
    <message>
        <location filename="../core/prediction/predict.py"/>
        <source>A standard deviation needs several predictions of the same ground. Average over 8 rotations and flips (TURNS), take a model with several networks (FOLDS) and use all of them (MEMBERS), or skip the output (OUTPUT_DEVIATION).</source>
        <translation>标准差需要对同一地面做多次预测。请对 8 种旋转和翻转取平均 (TURNS)，或使用含多个网络的模型 (FOLDS) 并用其全部网络 (MEMBERS)，或跳过该输出 (OUTPUT_DEVIATION)。</translation>
    </message>
    <message>
        <location filename="../core/prediction/predict.py"/>
        <source>COARSE_TO_FINE is {limit}, but has to lie below the threshold of {threshold}: areas would be cut along the edges of tiles. Choose for example {quarter}.</source>
        <translation>COARSE_TO_FINE 为 {limit}，但必须低于阈值 {threshold}：否则区域会沿切片边缘被切断。例如可选 {quarter}。</translation>
    </message>
    <message>
        <location filename="../core/prediction/probability.py"/>
        <source>Motion could not have been observed anywhere: the bands hotspot and velocity (all bands, where the stack has neither) are null on all {cells} cells of the ground to predict. Check that the targets overlap it.</source>
        <translation>各处都不可能看到运动：要预测的地面上全部 {cells} 个像元的 hotspot 和 velocity（若没有则为所有波段）都是空值。请检查相干目标是否与之重叠。</translation>
    </message>
    <message>
        <location filename="../core/prediction/reasons.py"/>
        <source>share of {source} in the probability (0 to 1)</source>
        <translation>{source} 在概率中的份额（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/prediction/reasons.py"/>
        <source>shift of the outline without {source} (m)</source>
        <translation>去掉 {source} 后轮廓的移动（m）</translation>
    </message>
    <message>
        <location filename="../core/prediction/seen_before.py"/>
        <source>The model has not seen ground like this ({count} differences): check its boundaries.</source>
        <translation>模型没有见过这样的地面（{count} 处不同）：请核对其边界。</translation>
    </message>
    <message>
        <location filename="../core/prediction/seen_before.py"/>
        <source>The velocities of the stable ground scatter by {here} mm/yr here, by {then} mm/yr in the training.</source>
        <translation>此处稳定地面的速率离散为 {here} mm/yr，训练时为 {then} mm/yr。</translation>
    </message>
    <message>
        <location filename="../core/prediction/seen_before.py"/>
        <source>There are {here} targets per km² here, {then} in the training.</source>
        <translation>此处每平方千米有 {here} 个相干目标，训练时为 {then} 个。</translation>
    </message>
    <message>
        <location filename="../core/prediction/seen_before.py"/>
        <source>The cells are {here:g} m wide here, {then:g} m in the training: areas look larger or smaller.</source>
        <translation>此处像元宽 {here:g} m，训练时为 {then:g} m：形变区看起来会更大或更小。</translation>
    </message>
    <message>
        <location filename="../core/prediction/seen_before.py"/>
        <source>{share:.0f} % of the moving ground moves towards the satellite here; {areas}</source>
        <translation>此处移动的地面中有 {share:.0f} % 朝向卫星运动；{areas}</translation>
    </message>
    <message>
        <location filename="../core/prediction/seen_before.py"/>
        <source>{share:.0f} % of the moving ground moves away from the satellite here; {areas}</source>
        <translation>此处移动的地面中有 {share:.0f} % 远离卫星运动；{areas}</translation>
    </message>
    <message>
        <location filename="../core/prediction/seen_before.py"/>
        <source>the model has learnt from {count} areas that move so, and may miss them.</source>
        <translation>模型只从 {count} 个这样运动的形变区学习过，可能漏掉它们。</translation>
    </message>
    <message>
        <location filename="../core/prediction/seen_before.py"/>
        <source>Slopes that move towards the satellite face {here:.0f}° here, {then:.0f}° in training.</source>
        <translation>朝向卫星运动的坡面，此处坡向为 {here:.0f}°，训练时为 {then:.0f}°。</translation>
    </message>
    <message>
        <location filename="../core/prediction/seen_before.py"/>
        <source>Slopes that move away from the satellite face {here:.0f}° here, {then:.0f}° in training.</source>
        <translation>远离卫星运动的坡面，此处坡向为 {here:.0f}°，训练时为 {then:.0f}°。</translation>
    </message>
    <message>
        <location filename="../core/prediction/seen_before.py"/>
        <source>The radar looks to {here:.0f}° here, to {then:.0f}° in the training: these are targets of another orbit, in which the same landslides move the other way.</source>
        <translation>此处雷达视向为 {here:.0f}°，训练时为 {then:.0f}°：这些相干目标来自另一轨道，同样的滑坡在其中朝相反方向运动。</translation>
    </message>
    <message>
        <location filename="../core/prediction/sources.py"/>
        <source>The simple map &apos;{kind}&apos; is drawn instead of the network&apos;s (BEST is {best}), and no network can be asked why. Choose BEST = no, or leave WHY_HERE and OUTPUT_SHARES out.</source>
        <translation>由于 BEST 为 {best}，绘制的是简单图“{kind}”而不是网络的结果，因此无法询问网络原因。请选择 BEST = no，或不使用 WHY_HERE 和 OUTPUT_SHARES。</translation>
    </message>
    <message>
        <location filename="../core/prediction/sources.py"/>
        <source>COARSE_TO_FINE is {limit}: the first pass looks with all sources, and would leave out ground where an outline lies only without one of them. Leave COARSE_TO_FINE empty, or leave WHY_HERE and OUTPUT_SHARES out.</source>
        <translation>COARSE_TO_FINE 为 {limit}：第一遍使用全部信息源，会漏掉只有在去掉某个信息源后轮廓才会到达的地面。请将 COARSE_TO_FINE 留空，或不使用 WHY_HERE 和 OUTPUT_SHARES。</translation>
    </message>
    <message>
        <location filename="../core/prediction/sources.py"/>
        <source>Here the model {model} reads {source} alone: there is nothing to compare it with. Take a stack and a model with an image or terrain too, or leave WHY_HERE and OUTPUT_SHARES out.</source>
        <translation>模型 {model} 在此只读取 {source}，没有可以比较的对象。请使用还含有影像或地形的特征栈和模型，或不使用 WHY_HERE 和 OUTPUT_SHARES。</translation>
    </message>
    <message>
        <location filename="../core/prediction/suggest.py"/>
        <source>There is no area to suggest: outside the ground that is already drawn, the probability never reaches {least}, and there is no candidate area there. Predict more ground first.</source>
        <translation>没有可建议的形变区：在已勾绘的地面之外，概率处处达不到 {least}，也没有候选形变区。请先对更多地面进行预测。</translation>
    </message>
    <message>
        <location filename="../core/products/array_files.py"/>
        <source>The values of {array} in {path} cannot be unpacked. They are damaged, or packed in a way that QGIS&apos; HDF5 library does not know, such as LZF. Save them by h5py with compression gzip, or as GeoTIFF (MintPy: save_gdal.py).</source>
        <translation>无法解压 {path} 中 {array} 的值：数据已损坏，或使用了 QGIS 的 HDF5 库不支持的压缩方式，例如 LZF。请用 h5py 以 gzip 压缩重新保存，或保存为 GeoTIFF（MintPy：save_gdal.py）。</translation>
    </message>
    <message>
        <location filename="../core/products/ground_motion.py"/>
        <source>away from the satellite</source>
        <translation>远离卫星</translation>
    </message>
    <message>
        <location filename="../core/products/ground_motion.py"/>
        <source>towards the satellite</source>
        <translation>朝向卫星</translation>
    </message>
    <message>
        <location filename="../core/products/ground_motion.py"/>
        <source>downwards</source>
        <translation>向下</translation>
    </message>
    <message>
        <location filename="../core/products/ground_motion.py"/>
        <source>upwards</source>
        <translation>向上</translation>
    </message>
    <message>
        <location filename="../core/products/ground_motion.py"/>
        <source>to the west</source>
        <translation>向西</translation>
    </message>
    <message>
        <location filename="../core/products/ground_motion.py"/>
        <source>to the east</source>
        <translation>向东</translation>
    </message>
    <message>
        <location filename="../core/products/ground_motion.py"/>
        <source>to the south</source>
        <translation>向南</translation>
    </message>
    <message>
        <location filename="../core/products/ground_motion.py"/>
        <source>to the north</source>
        <translation>向北</translation>
    </message>
    <message>
        <location filename="../core/products/ground_motion.py"/>
        <location filename="../core/targets/tracks.py"/>
        <source>ascending</source>
        <translation>升轨</translation>
    </message>
    <message>
        <location filename="../core/products/ground_motion.py"/>
        <location filename="../core/targets/tracks.py"/>
        <source>descending</source>
        <translation>降轨</translation>
    </message>
    <message>
        <location filename="../core/products/kept_fields.py"/>
        <source>Name of the target</source>
        <translation>目标的名称</translation>
    </message>
    <message>
        <location filename="../core/products/kept_fields.py"/>
        <source>Track (relative orbit) or frame</source>
        <translation>轨道号（相对轨道）或图幅</translation>
    </message>
    <message>
        <location filename="../core/products/kept_fields.py"/>
        <source>Orbit: A ascending, D descending</source>
        <translation>轨道方向：A 升轨，D 降轨</translation>
    </message>
    <message>
        <location filename="../core/products/kept_fields.py"/>
        <source>Incidence angle (degrees from the vertical)</source>
        <translation>入射角（与铅垂方向的夹角，度）</translation>
    </message>
    <message>
        <location filename="../core/products/kept_fields.py"/>
        <source>Line of sight, ground to satellite: east</source>
        <translation>视线向（由地面指向卫星）：东分量</translation>
    </message>
    <message>
        <location filename="../core/products/kept_fields.py"/>
        <source>Line of sight, ground to satellite: north</source>
        <translation>视线向（由地面指向卫星）：北分量</translation>
    </message>
    <message>
        <location filename="../core/products/kept_fields.py"/>
        <source>Line of sight, ground to satellite: up</source>
        <translation>视线向（由地面指向卫星）：上分量</translation>
    </message>
    <message>
        <location filename="../core/products/kept_fields.py"/>
        <location filename="../core/series/outputs.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>Acceleration (mm/yr2)</source>
        <translation>加速度（mm/yr2）</translation>
    </message>
    <message>
        <location filename="../core/products/kept_fields.py"/>
        <location filename="../core/series/outputs.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>Seasonal amplitude (mm)</source>
        <translation>季节性振幅（mm）</translation>
    </message>
    <message>
        <location filename="../core/products/kept_fields.py"/>
        <source>Number of the displacement series in the file beside the imported layer</source>
        <translation>位移序列在导入图层旁的文件中的编号</translation>
    </message>
    <message>
        <location filename="../core/products/lattices.py"/>
        <source>{path} has no X_FIRST, Y_FIRST, X_STEP and Y_STEP, and no coordinates of its cells: it is in radar coordinates. Geocode it (MintPy: geocode.py).</source>
        <translation>{path} 没有 X_FIRST、Y_FIRST、X_STEP 和 Y_STEP，也没有像元坐标：它处于雷达坐标系中。请先地理编码（MintPy：geocode.py）。</translation>
    </message>
    <message>
        <location filename="../core/products/lattices.py"/>
        <source>The coordinates {name} of {path} are not evenly spaced. Bring the product to a regular grid first.</source>
        <translation>{path} 的坐标 {name} 间隔不均匀。请先将产品重采样到规则格网。</translation>
    </message>
    <message>
        <location filename="../core/products/lattices.py"/>
        <source>{path} does not say its CRS. Set the CRS of the input.</source>
        <translation>{path} 未写明坐标系。请设置输入的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/products/lattices.py"/>
        <source>The attributes X_FIRST, Y_FIRST, X_STEP and Y_STEP of {path} are no numbers. Geocode it again.</source>
        <translation>{path} 的属性 X_FIRST、Y_FIRST、X_STEP 和 Y_STEP 不是数字。请重新地理编码。</translation>
    </message>
    <message>
        <location filename="../core/products/lattices.py"/>
        <source>{path} does not say its CRS: its attribute EPSG is missing. Set the CRS of the input.</source>
        <translation>{path} 未注明坐标系：缺少属性 EPSG。请设置输入的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/series/filed_series.py"/>
        <source>The displacements of {name} lie in a file of series beside the imported layer, and it is not there. Load that layer into the project too, or import the targets again.</source>
        <translation>{name} 的位移保存在所导入图层旁的序列文件中，但该文件不存在。请把该图层也加载到项目中，或重新导入目标。</translation>
    </message>
    <message>
        <location filename="../core/series/outputs.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>Kind of motion: stable, linear, accelerating, slowing, seasonal, break, jump, noisy</source>
        <translation>运动类型：stable 稳定、linear 线性、accelerating 加速、slowing 减速、seasonal 季节性、break 转折、jump 跳变、noisy 噪声过大</translation>
    </message>
    <message>
        <location filename="../core/series/outputs.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>Number of the kind of motion, in the same order from 0</source>
        <translation>运动类型的编号，顺序相同，从 0 开始</translation>
    </message>
    <message>
        <location filename="../core/series/outputs.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>Date of the break</source>
        <translation>转折日期</translation>
    </message>
    <message>
        <location filename="../core/series/outputs.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>Date of the break as a year with decimals</source>
        <translation>转折日期，以带小数的年份表示</translation>
    </message>
    <message>
        <location filename="../core/series/outputs.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>Years from the break to the last date</source>
        <translation>从转折到最后日期的年数</translation>
    </message>
    <message>
        <location filename="../core/series/outputs.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>Velocity at the beginning (mm/yr)</source>
        <translation>起始时的速率 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/series/outputs.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>Velocity at the end (mm/yr)</source>
        <translation>结束时的速率 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../core/series/outputs.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>Jumps of half a wavelength</source>
        <translation>半波长跳变次数</translation>
    </message>
    <message>
        <location filename="../core/series/outputs.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>Probability that noise alone would look like this (0 to 1)</source>
        <translation>仅由噪声造成这种运动的概率（0 到 1）</translation>
    </message>
    <message>
        <location filename="../core/series/outputs.py"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>Standard deviation about the motion (mm)</source>
        <translation>相对于运动模型的标准差 (mm)</translation>
    </message>
    <message>
        <location filename="../core/series/timeseries.py"/>
        <source>The wavelength is {wavelength} mm. Give 31 for X, 55.5 for C, 236 for L band.</source>
        <translation>波长为 {wavelength} mm。X 波段请填 31，C 波段请填 55.5，L 波段请填 236。</translation>
    </message>
    <message>
        <location filename="../core/series/timeseries.py"/>
        <source>{name} has {count} fields of displacements, such as D20190325; at least {least} are needed. Import the targets with their series (SERIES = keep), or choose another layer.</source>
        <translation>{name} 有 {count} 个位移字段（例如 D20190325），至少需要 {least} 个。请导入带时间序列的目标（SERIES = keep），或选择其他图层。</translation>
    </message>
    <message>
        <location filename="../core/stack/bands.py"/>
        <source>The feature {given} is half of a direction, which turns with the tiles. Name {missing} too.</source>
        <translation>特征 {given} 只是方向的一半，而方向会随样本块旋转。请同时给出 {missing}。</translation>
    </message>
    <message>
        <location filename="../core/stack/bands.py"/>
        <source>The stack {path} has none of the bands hotspot, velocity, targets; it has {names}. Build it with the hot spot map.</source>
        <translation>特征栈 {path} 没有 hotspot、velocity、targets 中的任何波段；它有 {names}。请加入热点图来构建。</translation>
    </message>
    <message>
        <location filename="../core/stack/build.py"/>
        <source>TARGETS with the field {name}, as East and up from two orbits makes them</source>
        <translation>含字段 {name} 的 TARGETS，如“由两个轨道求东向与垂直向速率”所生成</translation>
    </message>
    <message>
        <location filename="../core/stack/build.py"/>
        <source>TARGETS with the field {name}, as Classify time series makes them</source>
        <translation>带有字段 {name} 的 TARGETS，由“时间序列分类”生成</translation>
    </message>
    <message>
        <location filename="../core/stack/build.py"/>
        <source>The feature {name} needs {needed}. Give it, or leave the feature out.</source>
        <translation>特征 {name} 需要 {needed}。请给出，或去掉该特征。</translation>
    </message>
    <message>
        <location filename="../core/stack/build.py"/>
        <source>A feature stack needs an image, a hot spot map, targets or a DEM. Give at least one.</source>
        <translation>特征栈需要影像、热点图、相干目标或 DEM。请至少给出一个。</translation>
    </message>
    <message>
        <location filename="../core/stack/build.py"/>
        <source>The inputs make none of the features of the set {set}. Choose another set or features.</source>
        <translation>这些输入得不到特征组 {set} 中的任何特征。请选择其他特征组或特征。</translation>
    </message>
    <message>
        <location filename="../core/stack/build.py"/>
        <source>No grid is given. Choose GRID, an image or a hot spot map, or give a cell size for a grid over the DEM.</source>
        <translation>未给出格网。请选择 GRID、影像或热点图，或给出像元大小以在 DEM 范围上生成格网。</translation>
    </message>
    <message>
        <location filename="../core/stack/feature_sets.py"/>
        <source>The feature set groups compares the further rasters of a stack, and {path} has none. Build the stack with MORE_LAYERS or MORE_CLASSES, or leave this set out.</source>
        <translation>特征组合 groups 对比特征栈中的其他栅格，而 {path} 中没有。请用 MORE_LAYERS 或 MORE_CLASSES 构建特征栈，或去掉此组合。</translation>
    </message>
    <message>
        <location filename="../core/stack/feature_sets.py"/>
        <source>FIGURE names the row &apos;{name}&apos;, which is not compared. Rows that are: {rows}.</source>
        <translation>FIGURE 指定的行“{name}”未参与对比。参与的行：{rows}。</translation>
    </message>
    <message>
        <location filename="../core/stack/more_layers.py"/>
        <source>MORE_LAYERS and MORE_CLASSES make {count} bands. Choose layers of at most {most} bands together.</source>
        <translation>MORE_LAYERS 和 MORE_CLASSES 共产生 {count} 个波段。请选择合计最多 {most} 个波段的图层。</translation>
    </message>
    <message>
        <location filename="../core/stack/more_layers.py"/>
        <source>{path} holds classes, with colours or names. Give it as MORE_CLASSES instead of MORE_LAYERS.</source>
        <translation>{path} 存有带颜色或名称的类别。请用 MORE_CLASSES 而不是 MORE_LAYERS 给出。</translation>
    </message>
    <message>
        <location filename="../core/stack/more_layers.py"/>
        <source>{path} has {count} bands; a layer of classes has one. Give it as MORE_LAYERS, or save one band.</source>
        <translation>{path} 有 {count} 个波段，而分类图层只有一个。请用 MORE_LAYERS 给出，或只保存一个波段。</translation>
    </message>
    <message>
        <location filename="../core/stack/more_layers.py"/>
        <source>{path} holds more than {most} different numbers, or numbers that are not whole, which are no classes. Give it as MORE_LAYERS, or group its classes.</source>
        <translation>{path} 含有超过 {most} 个不同的数，或含有非整数，不是类别。请用 MORE_LAYERS 给出，或归并其类别。</translation>
    </message>
    <message>
        <location filename="../core/stack/more_layers.py"/>
        <source>{path} has no value in any cell. Choose another layer.</source>
        <translation>{path} 的所有像元都没有值。请选择其他图层。</translation>
    </message>
    <message>
        <location filename="../core/stack/more_layers.py"/>
        <source>The layer {path} has no value on the grid; its middle lies {distance} km from the grid&apos;s. Choose a layer of the study area, or set its CRS.</source>
        <translation>图层 {path} 在格网上没有值，其中心距格网中心 {distance} km。请选择研究区的图层，或设置其坐标系。</translation>
    </message>
    <message>
        <location filename="../core/stack/parts.py"/>
        <source>None of the {count} targets has a velocity. Import them first.</source>
        <translation>{count} 个目标都没有速率。请先导入。</translation>
    </message>
    <message>
        <location filename="../core/stack/parts.py"/>
        <source>The hot spot map {path} has no value on the grid; its middle lies {distance} km from the grid&apos;s. Choose one of the study area, or set its CRS.</source>
        <translation>热点图 {path} 在格网上没有值，其中心距格网中心 {distance} km。请选择研究区的热点图，或设置其坐标系。</translation>
    </message>
    <message>
        <location filename="../core/stack/versions.py"/>
        <source>The folder {folder} holds files that Slipline did not write there. They stay.</source>
        <translation>文件夹 {folder} 中有并非由 Slipline 写入的文件，这些文件将保留。</translation>
    </message>
    <message>
        <location filename="../core/summaries/exposure_page.py"/>
        <source>{hit} of {count} areas hold something of these layers; the margin around them is {margin} m.</source>
        <translation>{count} 个区域中有 {hit} 个含有这些图层的对象；其周围的影响范围为 {margin} m。</translation>
    </message>
    <message>
        <location filename="../core/summaries/exposure_page.py"/>
        <source>The margin is a distance on the map to all sides. It is no model of how far a landslide runs out. What lies in two areas, or near two, counts in both.</source>
        <translation>影响范围是地图上向四周的距离，并非滑坡滑动距离的模型。位于两个区域内或其附近的对象，在两处都计数。</translation>
    </message>
    <message>
        <location filename="../core/summaries/exposure_page.py"/>
        <source>layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <location filename="../core/summaries/exposure_page.py"/>
        <source>in areas</source>
        <translation>区域内</translation>
    </message>
    <message>
        <location filename="../core/summaries/exposure_page.py"/>
        <source>near them</source>
        <translation>附近</translation>
    </message>
    <message>
        <location filename="../core/summaries/exposure_page.py"/>
        <source>length in areas (m)</source>
        <translation>区域内长度（m）</translation>
    </message>
    <message>
        <location filename="../core/summaries/exposure_page.py"/>
        <source>length near them (m)</source>
        <translation>附近长度（m）</translation>
    </message>
    <message>
        <location filename="../core/summaries/exposure_page.py"/>
        <source>{name}: in it</source>
        <translation>{name}：区域内</translation>
    </message>
    <message>
        <location filename="../core/summaries/exposure_page.py"/>
        <source>{name}: within {margin} m</source>
        <translation>{name}：{margin} m 以内</translation>
    </message>
    <message>
        <location filename="../core/summaries/statements.py"/>
        <source>Trend</source>
        <translation>趋势</translation>
    </message>
    <message>
        <location filename="../core/summaries/statements.py"/>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <location filename="../core/summaries/statements.py"/>
        <source>Carried by</source>
        <translation>主要依据</translation>
    </message>
    <message>
        <location filename="../core/targets/cell_layers.py"/>
        <source>{path} is NetCDF or HDF5, which the GDAL of this QGIS cannot read. Save the velocity as GeoTIFF (MintPy: save_gdal.py).</source>
        <translation>{path} 是 NetCDF 或 HDF5，此 QGIS 的 GDAL 无法读取。请将速率存为 GeoTIFF（MintPy：save_gdal.py）。</translation>
    </message>
    <message>
        <location filename="../core/targets/cell_layers.py"/>
        <source>The file {path} holds no array of rows and columns. Choose geo_velocity.h5.</source>
        <translation>文件 {path} 不含行列数组。请选择 geo_velocity.h5。</translation>
    </message>
    <message>
        <location filename="../core/targets/cell_layers.py"/>
        <source>The raster {path} has no CRS. Assign its CRS first, or set the CRS of the input.</source>
        <translation>栅格 {path} 没有坐标系。请先为其指定坐标系，或设置输入的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/targets/checks.py"/>
        <source>None of the {count} points of {name} has a place. Choose a layer with places.</source>
        <translation>{name} 的 {count} 个点都没有位置。请选择有位置的图层。</translation>
    </message>
    <message>
        <location filename="../core/targets/checks.py"/>
        <source>None of the {count} targets lies on the grid: they are around {x}, {y}, the grid goes from {west}, {south} to {east}, {north} ({crs}). Check the CRS of both, or choose another grid.</source>
        <translation>{count} 个目标都不在格网上：它们位于 {x}, {y} 附近，而格网为 {west}, {south} 到 {east}, {north}（{crs}）。请检查两者的坐标系，或选择其他格网。</translation>
    </message>
    <message>
        <location filename="../core/targets/decimal_marks.py"/>
        <source>The column {name} of {source} has both {point} and {comma}: two decimal marks. Write all its numbers with one.</source>
        <translation>{source} 的列 {name} 中既有 {point} 又有 {comma}：两种小数点。请统一书写。</translation>
    </message>
    <message>
        <location filename="../core/targets/decimal_marks.py"/>
        <source>The column {name} of {source} has {number}, which can be {decimal} or {whole}. Write thousands without a mark.</source>
        <translation>{source} 的列 {name} 中有 {number}，它可能是 {decimal} 或 {whole}。书写千位时请不要加分隔符。</translation>
    </message>
    <message>
        <location filename="../core/targets/importing.py"/>
        <source>The field of quality {field} needs a largest value. Give it, or leave the field empty.</source>
        <translation>质量字段 {field} 需要最大值。请给出，或将该字段留空。</translation>
    </message>
    <message>
        <location filename="../core/targets/importing.py"/>
        <source>No target is left of {count}: {reasons}. Check the fields and the coherence threshold.</source>
        <translation>{count} 个目标全部被剔除：{reasons}。请检查字段和相干性阈值。</translation>
    </message>
    <message>
        <location filename="../core/targets/importing.py"/>
        <source>none was read</source>
        <translation>一个也没有读入</translation>
    </message>
    <message>
        <location filename="../core/targets/importing.py"/>
        <source>{damage} Get the whole file, or set INCOMPLETE to read the part that is there.</source>
        <translation>{damage}请重新获取完整的文件,或设置 INCOMPLETE,读取现有的部分。</translation>
    </message>
    <message>
        <location filename="../core/targets/importing.py"/>
        <location filename="../core/targets/keeping.py"/>
        <source>{source} has no field {name}; it has {names}. Choose one of them.</source>
        <translation>{source} 没有字段 {name}；它有 {names}。请从中选择。</translation>
    </message>
    <message>
        <location filename="../core/targets/importing.py"/>
        <source>{source} has no header; its first row is {row}. Give the numbers of the columns of velocity, x and y.</source>
        <translation>{source} 没有表头；其第一行为 {row}。请给出速率、x 和 y 的列号。</translation>
    </message>
    <message>
        <location filename="../core/targets/importing.py"/>
        <source>No velocity was found among the fields of {source}: {names}. Name the field of the velocity.</source>
        <translation>在 {source} 的字段中没有找到速率：{names}。请指定速率字段。</translation>
    </message>
    <message>
        <location filename="../core/targets/layer_file.py"/>
        <source>The file {path} holds no point layer; it holds {layers}. Choose a file of points.</source>
        <translation>文件 {path} 没有点图层；它有 {layers}。请选择点文件。</translation>
    </message>
    <message>
        <location filename="../core/targets/layer_file.py"/>
        <source>The file {path} has no point layer {name}; its point layers are {layers}. Choose one of them.</source>
        <translation>文件 {path} 没有点图层 {name}；其点图层为 {layers}。请从中选择。</translation>
    </message>
    <message>
        <location filename="../core/targets/layer_file.py"/>
        <source>The file {path} holds several point layers: {layers}. Say which: add |layername=NAME to the path, or load the layer and choose it.</source>
        <translation>文件 {path} 有多个点图层：{layers}。请说明用哪一个：在路径后加 |layername=NAME，或加载图层后选择它。</translation>
    </message>
    <message>
        <location filename="../core/targets/layer_file.py"/>
        <source>The filter {condition} of {path} cannot be applied. Load the layer and choose it.</source>
        <translation>{path} 的过滤条件 {condition} 无法应用。请加载图层后选择它。</translation>
    </message>
    <message>
        <location filename="../core/targets/layer_file.py"/>
        <source>The layer of targets {path} has no CRS. Set the layer&apos;s CRS first.</source>
        <translation>相干目标图层 {path} 没有坐标系。请先设置图层的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/targets/layer_file.py"/>
        <source>The file {path} holds {kind} among its points. Choose a file of points.</source>
        <translation>文件 {path} 的点中混有 {kind}。请选择只含点的文件。</translation>
    </message>
    <message>
        <location filename="../core/targets/opening.py"/>
        <source>{path} holds NetCDF or HDF5, which is not read inside of an archive. Unpack it.</source>
        <translation>{path} 含有 NetCDF 或 HDF5，不能在压缩包内读取。请先解压。</translation>
    </message>
    <message>
        <location filename="../core/targets/opening.py"/>
        <source>{path} holds no table, point layer or raster of targets. Choose another folder or archive.</source>
        <translation>{path} 不含目标的表、点图层或栅格。请选择其他文件夹或压缩包。</translation>
    </message>
    <message>
        <location filename="../core/targets/opening.py"/>
        <source>The file {path} does not exist. Choose an existing file of targets.</source>
        <translation>文件 {path} 不存在。请选择已有的相干目标文件。</translation>
    </message>
    <message>
        <location filename="../core/targets/opening.py"/>
        <source>{path} holds {count} files of targets: {names}. Choose one of them.</source>
        <translation>{path} 含有 {count} 个目标文件：{names}。请选择其中之一。</translation>
    </message>
    <message>
        <location filename="../core/targets/opening.py"/>
        <source>{path} is Parquet, which the GDAL of this QGIS cannot read. Save it as GeoPackage or CSV, or use a QGIS whose GDAL has the driver Parquet.</source>
        <translation>{path} 是 Parquet，此 QGIS 的 GDAL 无法读取。请存为 GeoPackage 或 CSV，或使用其 GDAL 带有 Parquet 驱动的 QGIS。</translation>
    </message>
    <message>
        <location filename="../core/targets/opening.py"/>
        <source>The file {path} cannot be read as targets. Choose a text table, a point layer or a velocity raster.</source>
        <translation>文件 {path} 无法作为相干目标读取。请选择文本表格、点图层或速率栅格。</translation>
    </message>
    <message>
        <location filename="../core/targets/scenes.py"/>
        <source>The times of {name} in {path} are no dates. Give them as days since a date, or as 20190105.</source>
        <translation>{path} 中 {name} 的时间不是日期。请写成自某日起的天数，或写成 20190105。</translation>
    </message>
    <message>
        <location filename="../core/targets/scenes.py"/>
        <source>{first} and {second} have other cells. Import granules of one frame at a time.</source>
        <translation>{first} 与 {second} 的像元不同。请每次只导入同一图幅的数据。</translation>
    </message>
    <message>
        <location filename="../core/targets/scenes.py"/>
        <source>{name} counts from {day}, and no granule ends on that day. Add the granules before it.</source>
        <translation>{name} 从 {day} 起算，而没有以该日为终点的数据。请加上在它之前的数据。</translation>
    </message>
    <message>
        <location filename="../core/targets/scenes.py"/>
        <source>{name} is the displacement of {days} days, which is no velocity. Give more granules of the frame: their folder, or more files.</source>
        <translation>{name} 是 {days} 天的位移，不是速率。请给出该图幅的更多数据：其文件夹，或更多文件。</translation>
    </message>
    <message>
        <location filename="../core/targets/table_form.py"/>
        <source>The table {path} has no row of data. Choose a table with a header and rows.</source>
        <translation>表格 {path} 没有数据行。请选择有表头和数据行的表格。</translation>
    </message>
    <message>
        <location filename="../core/targets/table_form.py"/>
        <source>The table {path} cannot be read: {reason}. Check the file.</source>
        <translation>表格 {path} 无法读取：{reason}。请检查文件。</translation>
    </message>
    <message>
        <location filename="../core/targets/table_form.py"/>
        <source>The table {path} ends within its last row: {row}. It was cut short.</source>
        <translation>表 {path} 在最后一行中间结束:{row}。文件被截断了。</translation>
    </message>
    <message>
        <location filename="../core/targets/table_position.py"/>
        <source>The coordinates {x}, {y} of {path} are in a CRS that the table does not name. Set the CRS of the table.</source>
        <translation>{path} 的坐标 {x}, {y} 所用坐标系在表格中未注明。请设置表格的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/targets/table_position.py"/>
        <source>The table {path} has no header; its first row is {row}. Give the numbers of the columns of x and y.</source>
        <translation>表格 {path} 没有表头；其第一行为 {row}。请给出 x 和 y 的列号。</translation>
    </message>
    <message>
        <location filename="../core/targets/table_position.py"/>
        <source>The table {path} has no columns with positions; it has {names}. Name the columns of x and y.</source>
        <translation>表格 {path} 没有位置列；它有 {names}。请指定 x 和 y 的列。</translation>
    </message>
    <message>
        <location filename="../core/targets/table_position.py"/>
        <source>The table {path} has no column {name}; it has {names}. Choose one of them.</source>
        <translation>表格 {path} 没有列 {name}；它有 {names}。请从中选择。</translation>
    </message>
    <message>
        <location filename="../core/targets/table_position.py"/>
        <source>The coordinates of {path} reach {x}, {y}: these are not degrees. Set the CRS of the table.</source>
        <translation>{path} 的坐标达到 {x}, {y}：不是度。请设置表格的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/targets/table_position.py"/>
        <source>The table {path} has the columns of EGMS, but its coordinates, around {x}, {y}, are not those of EPSG:3035 in Europe. Set the CRS of the table.</source>
        <translation>表 {path} 具有 EGMS 的列,但其坐标(约 {x}, {y})不是欧洲的 EPSG:3035 坐标。请设置该表的坐标系。</translation>
    </message>
    <message>
        <location filename="../core/targets/table_position.py"/>
        <source>In {crs} x counts to the north, and so it does in the table {path}: x is {x}, y {y}. Name the columns: the one that counts to the east as x.</source>
        <translation>在 {crs} 中 x 指向北，表 {path} 也是如此：x 为 {x}，y 为 {y}。请指定列：把指向东的列作为 x。</translation>
    </message>
    <message>
        <location filename="../core/targets/targets.py"/>
        <source>Velocity, positive {way} (mm/yr)</source>
        <translation>速率，{way}为正（mm/yr）</translation>
    </message>
    <message>
        <location filename="../core/targets/text_table.py"/>
        <source>{count} of {rows} rows of the table {path} have fewer cells than the {columns} columns, for example &apos;{row}&apos;. Check what cuts the cells, and whether the table is whole.</source>
        <translation>表 {path} 的 {rows} 行中有 {count} 行的单元格少于 {columns} 列,例如“{row}”。请检查分隔符,以及表是否完整。</translation>
    </message>
    <message>
        <location filename="../core/targets/text_table.py"/>
        <source>The table {path} has {count} columns called {name}. Rename those that are not meant.</source>
        <translation>表格 {path} 有 {count} 个名为 {name} 的列。请把不用的列改名。</translation>
    </message>
    <message>
        <location filename="../core/targets/text_table.py"/>
        <source>The table {path} has a second header, {words}, where its own says {names}: it is two tables, one below the other. Split it, and import both.</source>
        <translation>表 {path} 中有第二个表头 {words}，而其自身的表头为 {names}：这是上下相接的两个表。请把它拆开，并分别导入。</translation>
    </message>
    <message>
        <location filename="../core/targets/text_table.py"/>
        <source>The table {path} cannot be cut into columns: {reason}. Look for a quotation mark that is not closed.</source>
        <translation>表格 {path} 无法分列：{reason}。请查找未闭合的引号。</translation>
    </message>
    <message>
        <location filename="../core/targets/text_table.py"/>
        <source>The table {path} has {columns} columns, but a row of {cells} cells: {row}. Put numbers with a decimal comma into quotation marks, or give each column a name.</source>
        <translation>表格 {path} 有 {columns} 列，但有一行有 {cells} 格：{row}。请把带逗号小数点的数放入引号，或给每列命名。</translation>
    </message>
    <message>
        <location filename="../core/targets/tracks.py"/>
        <source>vertical velocities</source>
        <translation>垂直向速率</translation>
    </message>
    <message>
        <location filename="../core/targets/tracks.py"/>
        <source>eastward velocities</source>
        <translation>东向速率</translation>
    </message>
    <message>
        <location filename="../core/targets/tracks.py"/>
        <source>northward velocities</source>
        <translation>北向速率</translation>
    </message>
    <message>
        <location filename="../core/targets/tracks.py"/>
        <source>unknown orbit</source>
        <translation>轨道方向未知</translation>
    </message>
    <message>
        <location filename="../core/targets/tracks.py"/>
        <source>{orbit}, track {tracks}</source>
        <translation>{orbit}，轨道 {tracks}</translation>
    </message>
    <message>
        <location filename="../core/targets/tracks.py"/>
        <source>The targets were seen from different sides and cannot be one layer: {groups}. Import each side by itself, or let the import write one layer for each.</source>
        <translation>这些目标从不同侧观测，不能成为一个图层：{groups}。请分别导入，或让导入工具为每一类各写一个图层。</translation>
    </message>
    <message>
        <location filename="../core/targets/values.py"/>
        <source>{count} of {rows} values of &apos;{field}&apos; of {source} are not numbers, for example &apos;{example}&apos;. Choose another field, or write them as numbers.</source>
        <translation>{source} 的“{field}”的 {rows} 个值中有 {count} 个不是数字,例如“{example}”。请选择其他字段,或将其写为数字。</translation>
    </message>
    <message>
        <location filename="../core/targets/values.py"/>
        <source>Lower values of &apos;{field}&apos; of {source} are better, so it is not a coherence. Choose it as the field of quality instead.</source>
        <translation>{source} 的“{field}”越小越好：它不是相干性。请改选为质量字段。</translation>
    </message>
    <message>
        <location filename="../core/targets/values.py"/>
        <source>The coherence &apos;{field}&apos; of {source} goes from {low} to {high}, not from 0 to 1. Choose another field.</source>
        <translation>{source} 的相干性“{field}”为 {low} 到 {high}，而不是 0 到 1。请选择其他字段。</translation>
    </message>
    <message>
        <location filename="../core/targets/values.py"/>
        <source>The velocities of {source} are in &apos;{unit}&apos;, which is not a unit of velocity. Choose another field or file, or the unit if it is wrong there.</source>
        <translation>{source} 的速率单位写作“{unit}”，这不是速率的单位。请选择其他字段或文件；若所写单位有误，请选择单位。</translation>
    </message>
    <message>
        <location filename="../core/targets/values.py"/>
        <source>The velocities of {source} are a phase, in &apos;{unit}&apos;. Give the radar&apos;s wavelength (Sentinel-1: 0.05547 m), and say what positive values mean: away from the satellite for GAMMA, ISCE, SNAP and MintPy.</source>
        <translation>{source} 的速率是相位，单位为“{unit}”。请给出雷达波长（Sentinel-1：0.05547 m），并说明正值的含义：GAMMA、ISCE、SNAP 和 MintPy 的正值表示远离卫星。</translation>
    </message>
    <message>
        <location filename="../core/targets/values.py"/>
        <source>The producer of &apos;{field}&apos; in {source} writes m/yr; 99 % of the velocities are below {largest} as they stand. Choose the unit: m/yr, or mm/yr if they were changed.</source>
        <translation>{source} 中“{field}”的生产者以 m/yr 书写；按现状 99 % 的速率低于 {largest}。请选择单位：m/yr，若已换算则为 mm/yr。</translation>
    </message>
    <message>
        <location filename="../core/targets/values.py"/>
        <source>99 % of the velocities &apos;{field}&apos; of {source} are below {largest} as they stand, which looks like m/yr. Choose the unit: m/yr, or mm/yr if the ground is that still.</source>
        <translation>{source} 的速率“{field}”按现状 99 % 低于 {largest}，像是 m/yr。请选择单位：m/yr，若地面确实如此稳定则为 mm/yr。</translation>
    </message>
    <message>
        <location filename="../core/targets/values.py"/>
        <source>&apos;{word}&apos; is not a number. Write numbers with blanks between them, for example: 0 -9999</source>
        <translation>“{word}”不是数。请写用空格分隔的数，例如：0 -9999</translation>
    </message>
    <message>
        <location filename="../core/targets/velocity_raster.py"/>
        <source>The layer of {path} has the CRS {layer}, but its attributes say {file}. Set the layer&apos;s CRS to that, or correct the file.</source>
        <translation>{path} 的图层坐标系是 {layer}，但其属性写的是 {file}。请把图层的坐标系设为后者，或更正文件。</translation>
    </message>
    <message>
        <location filename="../core/targets/velocity_raster.py"/>
        <source>The raster {path} is an image of 8 bits. Choose a raster of velocities.</source>
        <translation>栅格 {path} 是 8 位影像。请选择速率栅格。</translation>
    </message>
    <message>
        <location filename="../core/targets/velocity_raster.py"/>
        <source>The raster of the {role}, {path}, has no value where the velocities are. Check its CRS.</source>
        <translation>{role} 的栅格 {path} 在有速率的位置没有值。请检查其坐标系。</translation>
    </message>
    <message>
        <location filename="../core/targets/velocity_raster.py"/>
        <source>The raster of the {role}, {path}, has {count} bands and none of that name: {names}. Save it alone.</source>
        <translation>{role} 的栅格 {path} 有 {count} 个波段，其中没有该名称的波段：{names}。请单独保存该波段。</translation>
    </message>
    <message>
        <location filename="../core/terrain/dem.py"/>
        <source>The DEM {path} has no CRS. Assign its CRS first.</source>
        <translation>DEM {path} 没有坐标系。请先为其指定坐标系。</translation>
    </message>
    <message>
        <location filename="../core/terrain/dem.py"/>
        <source>The DEM {path} has no height on the grid; its middle lies {distance} km from the grid&apos;s. Choose a DEM of the study area, or set its CRS.</source>
        <translation>DEM {path} 在格网上没有高程，其中心距格网中心 {distance} km。请选择研究区的 DEM，或设置其坐标系。</translation>
    </message>
    <message>
        <location filename="../core/terrain/heights.py"/>
        <source>The DEM {path} contradicts itself: its band says that a unit of the heights is {band} m, its vertical CRS {crs} m. Choose the unit of the heights.</source>
        <translation>DEM {path} 自相矛盾：其波段说高程单位为 {band} m，而其垂直坐标系说是 {crs} m。请选择高程单位。</translation>
    </message>
    <message>
        <location filename="../core/terrain/heights.py"/>
        <source>a DEM</source>
        <translation>DEM</translation>
    </message>
    <message>
        <location filename="../core/terrain/heights.py"/>
        <source>The heights of the DEM {path} go from {low} to {high} m, if they are metres: {share} % of them are on no ground of Earth. Set the unit of the DEM (unit of the band, or a scale), or bring it to metres.</source>
        <translation>若以米计，DEM {path} 的高程为 {low} 至 {high} m：其中 {share} % 在地球上不存在。请设置 DEM 的单位（波段的单位或比例），或将其换算为米。</translation>
    </message>
    <message>
        <location filename="../core/terrain/relief.py"/>
        <source>A heading of {heading} degrees does not go with the orbit {orbit}. Correct the one or the other.</source>
        <translation>航向角 {heading} 度与轨道 {orbit} 不符。请更正其中之一。</translation>
    </message>
    <message>
        <location filename="../core/terrain/terrain.py"/>
        <source>Half of the slopes of the DEM {path} are above {slope} degrees on cells of {cell} m, which no ground has. Check that its heights are metres, set their unit, or choose another DEM.</source>
        <translation>在 {cell} m 的像元上，DEM {path} 有一半的坡度大于 {slope} 度，没有这样的地面。请检查其高程是否为米，设置其单位，或选择其他 DEM。</translation>
    </message>
    <message>
        <location filename="../core/tilestore/division.py"/>
        <source>The ground of {width} x {height} m with {count} areas is too small for {folds} folds and a test ground with a dead zone between them. Choose fewer FOLDS, a smaller TILE, or draw more areas.</source>
        <translation>{width} x {height} m 的地面含 {count} 个形变区，不足以分成 {folds} 折和一个测试区并在其间留出隔离带。请选择更少的 FOLDS、更小的 TILE，或绘制更多形变区。</translation>
    </message>
    <message>
        <location filename="../core/tilestore/division.py"/>
        <source>SPLIT is areas, but no drawn area covers a cell of {stack}. Draw areas there, name another study area last, or choose SPLIT = blocks.</source>
        <translation>SPLIT 为 areas，但没有勾画的形变区覆盖 {stack} 的像元。请在那里勾画形变区，把另一个研究区放在最后，或选择 SPLIT = blocks。</translation>
    </message>
    <message>
        <location filename="../core/tilestore/labels.py"/>
        <source>The ring of {ring} m along drawn lines leaves nothing of any of the {count} areas. Choose a smaller ring.</source>
        <translation>沿勾画线的 {ring} m 环带使 {count} 个区域都没有剩余的地面。请选择更窄的环带。</translation>
    </message>
    <message>
        <location filename="../core/tilestore/motion.py"/>
        <source>On training ground {away} areas move away from the satellite and {towards} towards it, so the network may miss areas that move towards the satellite. Draw more of them.</source>
        <translation>训练区中 {away} 个形变区远离卫星，{towards} 个朝向卫星，因此网络可能漏检朝向卫星的形变区。请多绘制一些。</translation>
    </message>
    <message>
        <location filename="../core/tilestore/motion.py"/>
        <source>On training ground {away} areas move away from the satellite and {towards} towards it, so the network may miss areas that move away from the satellite. Draw more of them.</source>
        <translation>训练区中 {away} 个形变区远离卫星，{towards} 个朝向卫星，因此网络可能漏检远离卫星的形变区。请多绘制一些。</translation>
    </message>
    <message>
        <location filename="../core/tilestore/split_layer.py"/>
        <source>set</source>
        <translation>集合</translation>
    </message>
    <message>
        <location filename="../core/tilestore/split_layer.py"/>
        <source>fold</source>
        <translation>折</translation>
    </message>
    <message>
        <location filename="../core/tilestore/tile_store.py"/>
        <source>Every feature is null on the ground to train on. Check that targets, image and terrain overlap the areas.</source>
        <translation>训练区上所有特征都是空值。请检查相干目标、影像和地形是否与形变区重叠。</translation>
    </message>
    <message>
        <location filename="../core/tilestore/tile_store.py"/>
        <source>No area covers a cell of the feature stack on the ground to train on. Check AREAS, WITHIN and the stack.</source>
        <translation>训练区上没有形变区覆盖特征栈的像元。请检查 AREAS、WITHIN 和特征栈。</translation>
    </message>
    <message>
        <location filename="../core/tilestore/tiles.py"/>
        <source>WITHIN lies outside the feature stack. Choose polygons that overlap it.</source>
        <translation>WITHIN 位于特征栈之外。请选择与之重叠的多边形。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>Ground: {columns} x {rows} cells of {cell:g} m; tiles of {tile} cells: {training} training, {validation} validation, {test} test.</source>
        <translation>地面：{columns} x {rows} 个 {cell:g} m 像元；{tile} 个像元的切片：训练 {training}，验证 {validation}，测试 {test}。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>{count} study areas side by side: {names}.</source>
        <translation>{count} 个研究区并列：{names}。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>{stack} ({areas} areas, cells of {cell:g} m)</source>
        <translation>{stack}（{areas} 个形变区，像元 {cell:g} m）</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>{count} tiles were left out because no motion is known and no area is drawn there: nothing is learnt or predicted on them.</source>
        <translation>有 {count} 个切片被略去，因为那里没有已知的运动，也没有绘制形变区：在这些切片上既不学习也不预测。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>The people who drew agree with an IoU of {iou:.2f}; nothing is learnt or scored where they differ.</source>
        <translation>绘制者之间的一致程度为 IoU {iou:.2f}；意见不一之处既不学习也不评分。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>LEAKY: training and test tiles were drawn at random and overlap; the scores are too good.</source>
        <translation>泄漏：训练和测试切片随机抽取且相互重叠；得分过高。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>The whole study area {stack} is held back as test ground, with {test:.0f} % of the ground in areas: its scores tell how good the model is in a new valley. Of the other study areas {training:.0f} % of the ground in areas is for training and {validation:.0f} %, in blocks, for validation.</source>
        <translation>研究区 {stack} 整体留作测试地面，占形变区地面的 {test:.0f} %：其得分说明模型在新山谷中的表现。其他研究区中，形变区地面的 {training:.0f} % 用于训练，{validation:.0f} %（按块）用于验证。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>No ground could be held back, because there is too little ground or there are too few areas. Areas are left out in turn instead: {turns} networks learn without some of them and are scored on these. The model itself then learns from all areas.</source>
        <translation>无法留出地面，因为地面太小或形变区太少。改为轮流留出形变区：{turns} 个网络各自不学习其中一部分，并在这部分上评分。模型本身随后从全部形变区学习。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>Nothing could be held back, because there is too little ground or there are too few areas. There are no honest scores for this model.</source>
        <translation>无法留出任何地面，因为地面太小或形变区太少。此模型没有诚实的得分。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>{count} folds of blocks of {block:.0f} m with a dead zone of {dead_zone:.0f} m. The folds hold {shares} of the ground in areas, and {test:.0f} % of it is test ground, which no member sees. Each member learns on all folds but one.</source>
        <translation>{count} 折，按 {block:.0f} m 的区块划分，隔离带 {dead_zone:.0f} m。形变区内的地面在各折中的份额为 {shares}，另有 {test:.0f} % 为测试区，任何成员都看不到。每个成员在除一折之外的所有折上学习。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>Split by blocks of {block:.0f} m with a dead zone of {dead_zone:.0f} m. Of the ground in areas {training:.0f} % is for training, {validation:.0f} % for validation and {test:.0f} % for the test; the rest lies in the dead zone.</source>
        <translation>按 {block:.0f} m 的区块划分，隔离带 {dead_zone:.0f} m。形变区内的地面中 {training:.0f} % 用于训练，{validation:.0f} % 用于验证，{test:.0f} % 用于测试；其余位于隔离带中。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>Predict boundaries draws the simple map &apos;{kind}&apos; instead, because fewer than {few} areas are drawn (BEST).</source>
        <translation>“预测边界”会改绘简单图“{kind}”，因为勾画的形变区少于 {few} 个 (BEST)。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>Predict boundaries draws the simple map &apos;{kind}&apos; instead if you choose BEST = yes.</source>
        <translation>若选择 BEST = yes，“预测边界”会改绘简单图“{kind}”。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>Drawn areas on the ground that is scored: {count}. Scores and intervals from so few areas say little about other ground. Draw more areas.</source>
        <translation>参与评分的地面上勾画的形变区：{count} 个。由这样少的形变区得出的得分和区间，对其他地面说明不了多少。请勾画更多形变区。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>Areas that may have been forgotten (network and candidate areas see them): {count}.</source>
        <translation>可能遗漏的形变区（网络和候选形变区都看到它们）：{count} 个。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>Outlines that may be wrong (nothing moves in them): {count}.</source>
        <translation>可能有误的轮廓（其中没有任何移动）：{count} 个。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>The final training does not learn from these places. The output Labels to look at holds them: decide on them in the review panel, and give the layer to the next training.</source>
        <translation>最终训练不从这些地方学习。它们保存在输出“需要查看的标注”中：请在审核面板中作出决定，并把图层交给下一次训练。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>LEAKY: the model that this training starts from has learnt from {share:.0f} % of the ground that is held back, so the scores are too good. Evaluate it on ground that neither has seen.</source>
        <translation>泄漏：本次训练所用的起始模型学习过留出地面的 {share:.0f} %，因此得分过高。请在两个模型都未见过的地面上评价。</translation>
    </message>
    <message>
        <location filename="../core/training/ground_words.py"/>
        <source>The dead zone between training and held-back ground is {found:.0f} m wide, where {wanted:.0f} m would be needed (half a tile, the distance band and the bandwidth): the ground is too small for more. Some targets and cells count on both sides, so the scores are somewhat too good. Draw areas on more ground, or choose a smaller tile size.</source>
        <translation>训练区与留出区之间的隔离带宽 {found:.0f} m，而需要 {wanted:.0f} m（半个切片、距离阈值和带宽之和）：地面太小，容不下更宽的。有些目标和像元两边都算到，因此得分略为偏高。请在更大的地面上绘制形变区，或选用更小的切片。</translation>
    </message>
    <message>
        <location filename="../core/training/interrupted.py"/>
        <source>it is not an unfinished training that can be read</source>
        <translation>它不是可读取的未完成训练</translation>
    </message>
    <message>
        <location filename="../core/training/interrupted.py"/>
        <source>The scored model is kept as {model}; it has not learnt from all labelled ground (refit).</source>
        <translation>已评分的模型保存为 {model}；它尚未从全部已标注的地面学习（全域重训）。</translation>
    </message>
    <message>
        <location filename="../core/training/interrupted.py"/>
        <source>The finished model is kept as {model}.</source>
        <translation>完成的模型保存为 {model}。</translation>
    </message>
    <message>
        <location filename="../core/training/interrupted.py"/>
        <source>The trained model is kept as {model}, without scores.</source>
        <translation>训练好的模型保存为 {model}，没有得分。</translation>
    </message>
    <message>
        <location filename="../core/training/interrupted.py"/>
        <source>The best epoch so far is kept as {model}, without scores and calibration.</source>
        <translation>目前最好的一轮保存为 {model}，没有得分和校准。</translation>
    </message>
    <message>
        <location filename="../core/training/interrupted.py"/>
        <source>None of the {asked} members is finished. The best epoch so far of the first member is kept as {model}, without scores and calibration.</source>
        <translation>{asked} 个成员都未完成。第一个成员目前最好的一轮保存为 {model}，没有得分和校准。</translation>
    </message>
    <message>
        <location filename="../core/training/interrupted.py"/>
        <source>{finished} of the {asked} members are finished and kept as {model}, without scores and calibration.</source>
        <translation>{asked} 个成员中有 {finished} 个已完成，保存为 {model}，没有得分和校准。</translation>
    </message>
    <message>
        <location filename="../core/training/interrupted.py"/>
        <source> To go on, choose {unfinished} as START_FROM.</source>
        <translation>要继续，请把 {unfinished} 选为 START_FROM。</translation>
    </message>
    <message>
        <location filename="../core/training/interrupted.py"/>
        <source>Cancelled. {sentence}</source>
        <translation>已取消。{sentence}</translation>
    </message>
    <message>
        <location filename="../core/training/jobs.py"/>
        <source>After it was scored, the network was trained once more from its start, for {epochs} epochs on all labelled ground, including the held-back ground (refit). The scores are those of the first model on ground that it had not seen. The threshold, now {threshold:.2f}, and the temperature were fitted again on all held-back ground, from what the first model predicted there.</source>
        <translation>评分之后，网络从原来的起点出发，在全部已标注的地面上又训练了 {epochs} 轮，包括留出的地面 （全域重训）。得分是第一个模型在其未见过的地面上的得分。阈值（现为 {threshold:.2f}）和温度依据第一个模型在全部留出地面上的预测重新拟合。</translation>
    </message>
    <message>
        <location filename="../core/training/jobs.py"/>
        <source>The training was stopped before the network had learnt from all labelled ground (refit). The model is the one that was scored, which has learnt only from the training ground.</source>
        <translation>训练在网络从全部已标注的地面学习（全域重训）之前被停止。模型就是已评分的模型，只从训练区学习过。</translation>
    </message>
    <message>
        <location filename="../core/training/jobs.py"/>
        <source>The network was trained once more on all labelled ground (refit), but on the held-back ground its loss, {after}, is not lower than that of the scored model, {before}. Something went wrong, so the model is the one that was scored.</source>
        <translation>网络在全部已标注的地面上又训练了一次（全域重训），但在留出的地面上其损失 {after} 不低于已评分模型的 {before}。出了问题，因此模型仍是已评分的那个。</translation>
    </message>
    <message>
        <location filename="../core/training/one_sheet.py"/>
        <source>No drawn area lies on the feature stack {stack}. Draw areas there, give the layer that holds them (MORE_STACK_AREAS), or leave that stack out.</source>
        <translation>没有勾画的形变区位于特征栈 {stack} 上。请在那里勾画形变区，给出包含它们的图层 (MORE_STACK_AREAS)，或去掉该特征栈。</translation>
    </message>
    <message>
        <location filename="../core/training/one_sheet.py"/>
        <source>Fully mapped ground is given, but none of it lies on the feature stack {stack}. Draw it there as well, around the whole stack where all of it is mapped, or give the layer that holds it (MORE_STACK_WITHIN).</source>
        <translation>已给出已完整绘制的范围，但没有一处位于特征栈 {stack} 上。请在那里也绘制该范围（若全部已绘制，则围绕整个特征栈），或给出包含它的图层 (MORE_STACK_WITHIN)。</translation>
    </message>
    <message>
        <location filename="../core/training/one_sheet.py"/>
        <source>The feature stacks {one} and {other} show the same ground ({share} % of the smaller one), which would be learnt and held back at once. Give each study area once.</source>
        <translation>特征栈 {one} 和 {other} 显示同一地面（占较小者的 {share} %），会同时被学习和留出。每个研究区只给一次。</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source>This is the paper&apos;s method to the letter, for comparison. Every band is scaled to 0..1 by its smallest and largest value, so one outlier moves all other values. A null becomes the scaled value of 0 (0 mm/yr) without a mask, so the network cannot tell ground without targets from stable ground. Aspect jumps from 360 to 0 degrees at north.</source>
        <translation>这是完全照论文的方法，用于对比。每个波段按其最小和最大值缩放到 0..1，因此一个异常值就会移动其他所有值。空值变成 0（0 mm/yr）的缩放值而没有掩膜，网络因此无法区分没有目标的地面与稳定的地面。坡向在正北处从 360 度跳到 0 度。</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source>Slipline: training report</source>
        <translation>Slipline：训练报告</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source>A network ({network}, width {width}, preset {preset}) learnt from {areas} areas that were drawn on the feature stack {stack}; {objects} areas, or parts of them, lie on training ground. The network saw the bands {bands}.</source>
        <translation>一个网络（{network}，宽度 {width}，预设 {preset}）从特征栈 {stack} 上绘制的 {areas} 个形变区学习；其中 {objects} 个（或其一部分）位于训练区。网络使用的波段为 {bands}。</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source> It also learnt from the areas of {count} more people.</source>
        <translation>它还从另外 {count} 人绘制的形变区学习。</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source> Only ground inside the polygons where the areas are complete was used.</source>
        <translation>只使用了形变区绘制完整的多边形之内的地面。</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source> {count} uncertain areas were left out.</source>
        <translation>{count} 个不确定的形变区被略去。</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source>LEAKY: training and test tiles were drawn at random from overlapping tiles, so the network was tested on ground that it was trained on. The scores below are too good. Train with the split method blocks to get honest scores.</source>
        <translation>泄漏：训练和测试切片是从重叠的切片中随机抽取的，因此网络在其训练过的地面上接受测试。以下得分过高。请用 blocks 划分方式训练以得到诚实的得分。</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source>Nothing could be held back from training: there are no honest scores for this model.</source>
        <translation>训练时无法留出任何地面：此模型没有诚实的得分。</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source>Hits, misses and false alarms</source>
        <translation>命中、漏检与误报</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source>The {ground} ground, cell by cell. White ground was not scored.</source>
        <translation>{ground}区，逐像元。白色地面未评价。</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source>Ground for training, validation and test. The red outlines are the areas as drawn.</source>
        <translation>用于训练、验证和测试的地面。红色轮廓为绘制的形变区。</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source>Loss and validation IoU after each epoch. The dotted line is the epoch that was kept.</source>
        <translation>每轮之后的损失和验证 IoU。虚线为保留的那一轮。</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source>The first seven tenths of the epochs do not count, because the learning rate is high and a few validation areas tell little.</source>
        <translation>前十分之七的轮次不计，因为学习率还高，少数几个验证区说明不了什么。</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source>Examples from held-back ground</source>
        <translation>留出区上的示例</translation>
    </message>
    <message>
        <location filename="../core/training/page.py"/>
        <source>Best, typical and worst tile of those with areas on at least 2 % of their cells. Red line: area as drawn; blue line: predicted; grey on the label: cells that do not count.</source>
        <translation>在至少 2 % 像元上有形变区的切片中，最好、典型和最差的切片。红线：绘制的形变区；蓝线：预测；标签上的灰色：不计入的像元。</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <source>member {number}</source>
        <translation>成员 {number}</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <location filename="../core/training/page_recipe.py"/>
        <source>{count} (kept: after epoch {best})</source>
        <translation>{count}（保留：第 {best} 轮之后）</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <source>Members of the ensemble</source>
        <translation>集成的成员</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <source>epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <source>IoU on its own fold</source>
        <translation>自身一折上的 IoU</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <source>IoU on the {ground} ground</source>
        <translation>{ground}区上的 IoU</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <source>all folds pooled; the ensemble</source>
        <translation>所有折合并计算；集成</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <source>Each member learnt from all folds but its own. Temperature and threshold were fitted on all folds together; each cell was judged by the member that did not learn from it. They fit single members, and the mean of several members is a little more cautious. All members share one scaling of the bands, which was fitted on the ground of all folds.</source>
        <translation>每个成员从除自身之外的所有折学习。温度和阈值在所有折上一起拟合，每个像元由没有从它学习的成员判断。它们适合单个成员，多个成员的平均略为谨慎。所有成员共用一种波段缩放，在所有折的地面上拟合。</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <source>Cross-validation over {count} folds: IoU {iou} pooled.</source>
        <translation>{count} 折交叉验证：合并计算的 IoU 为 {iou}。</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <source>Cross-validation over {count} folds: IoU {iou} pooled, {mean} ± {deviation} from fold to fold.</source>
        <translation>{count} 折交叉验证：合并计算的 IoU 为 {iou}，各折为 {mean} ± {deviation}。</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <source>On the {ground} ground the ensemble reaches an IoU of {iou}. Its best member alone reaches {best} (difference {more:+.3f}; the best member was found on this same ground), its worst member {worst}.</source>
        <translation>在{ground}区上，集成的 IoU 达到 {iou}。其最好的单个成员达到 {best}（相差 {more:+.3f}；最好的成员正是在这块地面上选出的），最差的为 {worst}。</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <source> Compared with a typical member the ensemble gains {value:+.3f}; the ground is too small to say whether that is luck.</source>
        <translation>与典型的成员相比，集成带来 {value:+.3f}；地面太小，无法说明这是否偶然。</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <source> Compared with a typical member the ensemble gains {value:+.3f}, 95 % interval {low:+.3f} to {high:+.3f}.</source>
        <translation>与典型的成员相比，集成带来 {value:+.3f}，95 % 置信区间 {low:+.3f} 至 {high:+.3f}。</translation>
    </message>
    <message>
        <location filename="../core/training/page_folds.py"/>
        <source> Compared with a typical member the ensemble gains {value:+.3f}, 95 % interval {low:+.3f} to {high:+.3f}: it could be luck with this ground.</source>
        <translation>与典型的成员相比，集成带来 {value:+.3f}，95 % 置信区间 {low:+.3f} 至 {high:+.3f}：可能只是此地面上的偶然。</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>network, threshold {threshold:.2f}</source>
        <translation>网络，阈值 {threshold:.2f}</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>Scores on the {ground} ground</source>
        <translation>{ground}区上的得分</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>average precision</source>
        <translation>平均精确率</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>All {cells:,} cells {where} are counted together; {share:.2f} % of them lie in areas. Average precision is the mean precision over all thresholds; a simple map has only one. The settings of the simple maps were chosen on the training ground, where they score best. The scores tell how well a map agrees with the areas that were drawn, not with the truth: the areas were drawn on the same targets and image.</source>
        <translation>将{where} {cells:,} 个像元合并计数，其中 {share:.2f} % 位于形变区内。平均精确率是精确率在所有阈值上的均值；简单基线图只有一个阈值。简单基线图的设置是在训练区上选定的得分最高者。得分表示图与所绘形变区的一致程度，而不是与真值的一致程度：形变区是依据同样的相干目标和影像绘制的。</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>of test tiles, which overlap the training tiles</source>
        <translation>与训练切片重叠的测试切片的</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>that training did not see</source>
        <translation>训练未见过的</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>Whole areas</source>
        <translation>以整个形变区计</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>a match is</source>
        <translation>匹配条件</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>drawn</source>
        <translation>绘制</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>panoptic quality</source>
        <translation>全景质量</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>precision (IoU &gt; {limit:g})</source>
        <translation>精确率 (IoU &gt; {limit:g})</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>Recall is given by the size of the drawn areas, precision by the size of the predicted areas. Predicted areas that are smaller than half of the smallest drawn area are left out.</source>
        <translation>召回率按绘制的形变区大小统计，精确率按预测的形变区大小统计。小于最小绘制形变区一半的预测形变区被略去。</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>Temperature and threshold are 1 and 0.5: nothing was fitted.</source>
        <translation>温度和阈值为 1 和 0.5：没有做任何拟合。</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>Each part of the ground was scored with a threshold that was fitted on the other parts. The threshold of the model was fitted on all parts. Its probabilities were not rescaled (temperature 1).</source>
        <translation>地面的每一部分都用在其余部分上拟合的阈值评分。模型的阈值是在所有部分上拟合的。其概率没有重新标定（温度为 1）。</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>Temperature and threshold were fitted on the same tiles, because the random split has no validation ground.</source>
        <translation>温度和阈值在同样的切片上拟合，因为随机划分没有验证区。</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>Temperature and threshold were fitted on the validation ground.</source>
        <translation>温度和阈值在验证区上拟合。</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>What a random split would have claimed</source>
        <translation>随机划分会给出什么结论</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>the same model</source>
        <translation>同一模型</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>on random tiles, which overlap those that it learnt from, as many papers test</source>
        <translation>在随机切片上，这些切片与它学习过的切片重叠，许多论文如此测试</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>on the tiles of held-back blocks, ground that it has never seen</source>
        <translation>在留出区块的切片上，即它从未见过的地面</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>The IoU of the held-back blocks here, {tiles}, and the one among the scores above, {own}, come from the same model, threshold and ground, but they are counted differently. Here, as in the papers, each tile is judged alone, and a cell counts once in every tile that covers it. Above, overlapping tiles judge a cell together, and it counts once. Rely on the one above.</source>
        <translation>此处留出区块的 IoU（{tiles}）与上文得分中的 IoU（{own}）来自同一模型、同一阈值和同一地面，但计数方式不同。此处与论文一样，每个切片单独判断，一个像元在覆盖它的每个切片中各计一次。上文中，重叠的切片共同判断一个像元，且它只计一次。请以上文的为准。</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source> Areas where motion could not have been seen are left out here; above they count as missed.</source>
        <translation>此处略去了无法看到运动的形变区；上文中它们计为漏检。</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>Random tiles would make the model look better by {gap:.3f} IoU than it is on ground that it has never seen.</source>
        <translation>随机切片会使模型看起来比它在从未见过的地面上的 IoU 好 {gap:.3f}。</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>Random tiles do not flatter this model: it has not memorised its training ground, and the held-back blocks are easier than the other ground.</source>
        <translation>随机切片没有美化此模型：它没有死记训练区，而且留出的区块比其余地面更容易。</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>The people who drew agree with one another with an IoU of {iou:.2f} (mean over all pairs of people).</source>
        <translation>绘制者彼此之间的一致程度为 IoU {iou:.2f}（所有两人组合的均值）。</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source> The network agrees with them with an IoU of {iou}, counted only where all of them agree, which is the easier part of the ground. No network can be expected to agree with people more than people agree with each other.</source>
        <translation>网络与他们的一致程度为 IoU {iou}，只在他们意见一致的地面上计算，这是较容易的部分。不能指望网络与人的一致程度高于人与人之间。</translation>
    </message>
    <message>
        <location filename="../core/training/page_parts.py"/>
        <source>Agreement of the people who drew</source>
        <translation>绘制者之间的一致程度</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Recipe</source>
        <translation>训练方案</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Result of the training</source>
        <translation>训练结果</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Software and files</source>
        <translation>软件与文件</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>{count} epochs without a better one</source>
        <translation>连续 {count} 轮没有更好</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>{network}, width {width}</source>
        <translation>{network}，宽度 {width}</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Additions to the network</source>
        <translation>网络的附加部件</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Started from</source>
        <translation>起始于</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>random weights</source>
        <translation>随机权重</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Fine-tuned and mixed with the model that it started from</source>
        <translation>微调后与起始模型混合</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Tile size</source>
        <translation>切片大小</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>{count} cells</source>
        <translation>{count} 个像元</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Overlap of tiles</source>
        <translation>切片重叠</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Epochs, at most</source>
        <translation>最多训练轮数</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Stops early after</source>
        <translation>提前停止的条件</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Tiles in one step</source>
        <translation>每步的切片数</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Held-back ground</source>
        <translation>留出的地面</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Tiles where it wrongly saw areas (hard negatives)</source>
        <translation>网络误判处的切片（困难负样本）</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Tiles with thinned targets</source>
        <translation>目标被抽稀的切片</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Tiles with gaps between targets</source>
        <translation>目标之间有空缺的切片</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Tiles without image or terrain</source>
        <translation>缺少影像或地形的切片</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Tiles with reversed motion</source>
        <translation>运动方向反转的切片</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Extra weight of cells near drawn lines</source>
        <translation>绘制轮廓附近像元的额外权重</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Ignored buffer along drawn lines</source>
        <translation>绘制线两侧忽略的缓冲带</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Graphics cards, at most</source>
        <translation>最多显卡数</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Folds</source>
        <translation>折数</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Trained again on all ground</source>
        <translation>在全部地面上重训</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>a whole study area</source>
        <translation>整个研究区</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>random tiles, which overlap the training tiles</source>
        <translation>随机切片，与训练切片重叠</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>whole blocks of ground</source>
        <translation>整块地面</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Bands</source>
        <translation>波段</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Areas drawn</source>
        <translation>绘制的形变区</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Parameters of the network</source>
        <translation>网络的参数数量</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>{time} on {device}</source>
        <translation>{time}，在 {device} 上</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Temperature of the probability</source>
        <translation>概率的温度</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>{scored} (scores); {own} (model after the refit)</source>
        <translation>{scored}（得分）；{own}（全域重训之后的模型）</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>Name of the device</source>
        <translation>设备名称</translation>
    </message>
    <message>
        <location filename="../core/training/page_recipe.py"/>
        <source>SHA-256 of the {name}</source>
        <translation>{name}的 SHA-256</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>areas as drawn</source>
        <translation>绘制的形变区</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>fold {number}</source>
        <translation>第 {number} 折</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>not used (dead zone, not fully mapped)</source>
        <translation>未使用（隔离带、未完整绘制的地面）</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>km from the western edge</source>
        <translation>距西边缘 (km)</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>km from the southern edge</source>
        <translation>距南边缘 (km)</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>hit: {area:.3f} km²</source>
        <translation>命中：{area:.3f} km²</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>missed: {area:.3f} km²</source>
        <translation>漏检：{area:.3f} km²</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>false alarm: {area:.3f} km²</source>
        <translation>误报：{area:.3f} km²</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>rightly left out: {area:.3f} km²</source>
        <translation>正确排除：{area:.3f} km²</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>IoU on validation ground</source>
        <translation>验证区上的 IoU</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>best</source>
        <translation>最好</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>typical</source>
        <translation>典型</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>worst</source>
        <translation>最差</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>hot spot map</source>
        <translation>热点图</translation>
    </message>
    <message>
        <location filename="../core/training/plots.py"/>
        <source>local mean velocity</source>
        <translation>局部平均速率</translation>
    </message>
    <message>
        <location filename="../core/training/scores.py"/>
        <source>Nothing was held back, so nothing can be said about how good this model is elsewhere.</source>
        <translation>没有留出任何地面，因此无法说明此模型在别处有多好。</translation>
    </message>
    <message>
        <location filename="../core/training/scores.py"/>
        <source>The network does NOT beat these simple maps: {names}. Do not rely on its boundaries.</source>
        <translation>网络未能优于这些简单基线图：{names}。请勿依赖其边界。</translation>
    </message>
    <message>
        <location filename="../core/training/scores.py"/>
        <source>There are no simple baselines to compare the network with: the stack has no deformation band.</source>
        <translation>没有可与网络对比的简单基线图：特征栈没有形变波段。</translation>
    </message>
    <message>
        <location filename="../core/training/scores.py"/>
        <source>The network beats the best simple baseline: IoU {iou} against {other} of {name}.</source>
        <translation>网络优于最好的简单基线图：IoU {iou}，而{name}为 {other}。</translation>
    </message>
    <message>
        <location filename="../core/training/scores.py"/>
        <source> The difference is {value:+.3f}, 95 % interval {low:+.3f} to {high:+.3f}.</source>
        <translation>差异为 {value:+.3f}，95 % 置信区间 {low:+.3f} 至 {high:+.3f}。</translation>
    </message>
    <message>
        <location filename="../core/training/scores.py"/>
        <source> The difference is {value:+.3f}, 95 % interval {low:+.3f} to {high:+.3f}: it could be luck with this ground.</source>
        <translation>差异为 {value:+.3f}，95 % 置信区间 {low:+.3f} 至 {high:+.3f}：可能只是此地面上的偶然。</translation>
    </message>
    <message>
        <location filename="../core/training/train.py"/>
        <source>The model is finished, but {path} is missing: {reason}</source>
        <translation>模型已完成，但缺少 {path}：{reason}</translation>
    </message>
    <message>
        <location filename="../core/training/train.py"/>
        <source>Cancelled. The finished model is kept as {model}.</source>
        <translation>已取消。完成的模型保存为 {model}。</translation>
    </message>
    <message>
        <location filename="../core/training/train.py"/>
        <source>The labels are looked at before the final training (REFIT).</source>
        <translation>最终训练 (REFIT) 之前先检查标注。</translation>
    </message>
    <message>
        <location filename="../core/training/train.py"/>
        <source>data (labels, sets, features)</source>
        <translation>数据（标签、集合、特征）</translation>
    </message>
    <message>
        <location filename="../core/training/train.py"/>
        <source>model file</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <location filename="../core/worker/client.py"/>
        <source>The Python {python} ({source}) cannot be started: {reason}. Choose another interpreter.</source>
        <translation>Python {python}（{source}）无法启动：{reason}。请选择其他解释器。</translation>
    </message>
    <message>
        <location filename="../core/worker/client.py"/>
        <source>Worker: Python {python}, torch {torch}, numpy {numpy}, device {device} ({device_name}, {memory:.1f} GiB), {threads} threads.</source>
        <translation>工作进程：Python {python}，torch {torch}，numpy {numpy}，设备 {device}（{device_name}，{memory:.1f} GiB），{threads} 个线程。</translation>
    </message>
    <message>
        <location filename="../core/worker/environment.py"/>
        <source>Without scipy only these tools work: {tools}.</source>
        <translation>没有 scipy 时只有以下工具可用：{tools}。</translation>
    </message>
    <message>
        <location filename="../core/worker/environment.py"/>
        <source>PyTorch: not available.</source>
        <translation>PyTorch：不可用。</translation>
    </message>
    <message>
        <location filename="../core/worker/environment.py"/>
        <source>{python} cannot use it: {reason}.</source>
        <translation>{python} 不能使用它：{reason}。</translation>
    </message>
    <message>
        <location filename="../core/worker/environment.py"/>
        <source>The graphics card is not used: {reason}.</source>
        <translation>未使用显卡：{reason}。</translation>
    </message>
    <message>
        <location filename="../core/worker/environment.py"/>
        <source>Everything that Slipline needs is there.</source>
        <translation>Slipline 所需的一切均已具备。</translation>
    </message>
    <message>
        <location filename="../core/worker/environment.py"/>
        <source>Tile and train, Predict boundaries, Compare feature sets and the chains of all steps need PyTorch, in any Python 3.9 or later; Survey by map sheets needs it where a model is given. All other tools work without PyTorch.</source>
        <translation>“切片与训练”、“预测边界”、“特征组合对比”以及包含全部步骤的流程需要 PyTorch，它可装在任一 Python 3.9 或更高版本中；“按图幅普查”仅在给出模型时需要它。其他工具都不需要 PyTorch。</translation>
    </message>
    <message>
        <location filename="../core/worker/environment.py"/>
        <source>In QGIS: Plugins &gt; Slipline &gt; Set up PyTorch does it, also without a network, and never touches QGIS&apos; own Python.</source>
        <translation>在 QGIS 中：“插件 &gt; Slipline &gt; 设置 PyTorch”即可完成，没有网络也行，而且绝不改动 QGIS 自己的 Python。</translation>
    </message>
    <message>
        <location filename="../core/worker/environment.py"/>
        <source>First install the Visual C++ Redistributable (x64) from Microsoft. Missing:</source>
        <translation>请先安装 Microsoft 的 Visual C++ Redistributable (x64)。缺少：</translation>
    </message>
    <message>
        <location filename="../core/worker/environment.py"/>
        <source>By hand:</source>
        <translation>手工安装：</translation>
    </message>
    <message>
        <location filename="../core/worker/environment.py"/>
        <source>Slipline finds it there by itself. Another Python that has torch, numpy and safetensors: name it in the environment variable</source>
        <translation>Slipline 会自动找到它。若用另一个装有 torch、numpy 和 safetensors 的 Python，请把它写入环境变量</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>memory access violation</source>
        <translation>内存访问冲突</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>a DLL is missing: install the Microsoft Visual C++ runtime</source>
        <translation>缺少 DLL：请安装 Microsoft Visual C++ 运行库</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>stack overrun</source>
        <translation>栈溢出</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>interrupted</source>
        <translation>被中断</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>PyTorch cannot be used by {python} ({source}): {reason}. Open Set up PyTorch in the menu Plugins &gt; Slipline, or set {variable} to a Python that has PyTorch; the tool Check environment says more.</source>
        <translation>{python}（{source}）无法使用 PyTorch：{reason}。请打开菜单“插件 &gt; Slipline”中的“设置 PyTorch”，或把 {variable} 设为装有 PyTorch 的 Python；“检查运行环境”工具有更多说明。</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>The worker ran out of memory: {reason}. Choose a smaller batch, tile or network width, or device cpu.</source>
        <translation>工作进程内存不足：{reason}。请选择更小的批大小、切片或网络宽度，或选择设备 cpu。</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>The worker failed: {reason}</source>
        <translation>工作进程失败：{reason}</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>The worker (process {process}) has not answered for {seconds} seconds and was stopped. Run the tool again; if it happens again, choose device cpu.</source>
        <translation>工作进程（{process}）已 {seconds} 秒没有响应，被停止。请再次运行工具；若再次发生，请选择设备 cpu。</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>no message</source>
        <translation>没有信息</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>The worker was killed by the system (signal 9), most likely for lack of memory. Close other programs, or choose a smaller batch, tile or network width.</source>
        <translation>工作进程被系统终止（信号 9），很可能是内存不足。请关闭其他程序，或选择更小的批大小、切片或网络宽度。</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>The worker was ended by signal {signal}, most likely because the disk of the temporary folder {folder} is full. Free disk space there.</source>
        <translation>工作进程因信号 {signal} 结束，很可能是临时文件夹 {folder} 所在磁盘已满。请在那里腾出空间。</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>The worker was ended by signal {signal}. Run the tool again; if it happens again, choose device cpu.</source>
        <translation>工作进程因信号 {signal} 结束。请再次运行工具；若再次发生，请选择设备 cpu。</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>The worker ended with Windows error {code}: {reason}.</source>
        <translation>工作进程因 Windows 错误 {code} 结束：{reason}。</translation>
    </message>
    <message>
        <location filename="../core/worker/failures.py"/>
        <source>The worker ended with exit status {code}: {last}. Check that {python} is a Python 3.9 or later with PyTorch.</source>
        <translation>工作进程以退出状态 {code} 结束：{last}。请检查 {python} 是否为装有 PyTorch 的 Python 3.9 或更高版本。</translation>
    </message>
    <message>
        <location filename="../core/worker/libraries.py"/>
        <source>cannot be used ({problem}).</source>
        <translation>无法使用（{problem}）。</translation>
    </message>
    <message>
        <location filename="../core/worker/libraries.py"/>
        <source>version unknown</source>
        <translation>版本未知</translation>
    </message>
    <message>
        <location filename="../core/worker/libraries.py"/>
        <source>Install it and start QGIS again: on Debian and Ubuntu the package python3-{library}, in the setup of OSGeo4W the package python3-{library}, elsewhere by “python -m pip install {library}” with the Python of QGIS.</source>
        <translation>请安装后重新启动 QGIS：在 Debian 和 Ubuntu 上安装软件包 python3-{library}，在 OSGeo4W 的安装程序中安装 python3-{library}，其他系统用 QGIS 的 Python 运行“python -m pip install {library}”。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>A library of Windows is missing: the Microsoft Visual C++ runtime. Install the Visual C++ Redistributable (x64) from Microsoft, start QGIS again, and repeat.</source>
        <translation>缺少 Windows 的库：Microsoft Visual C++ 运行库。请从 Microsoft 安装 Visual C++ Redistributable (x64)，重新启动 QGIS 后重试。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>The disk is full. Free some space and repeat.</source>
        <translation>磁盘已满。请腾出空间后重试。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>pip cannot use a SOCKS proxy. Enter an HTTP proxy in Settings &gt; Options &gt; Network in QGIS, or install from a folder of wheels.</source>
        <translation>pip 不能使用 SOCKS 代理。请在 QGIS 的“设置 &gt; 选项 &gt; 网络”中填写 HTTP 代理，或从 wheel 文件夹安装。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>The proxy refuses the connection, or its address is wrong. Check Settings &gt; Options &gt; Network in QGIS, its user name and password included.</source>
        <translation>代理拒绝连接，或代理地址有误。请检查 QGIS 的“设置 &gt; 选项 &gt; 网络”，包括用户名和密码。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>The certificate of the connection is not trusted, most likely because a company&apos;s network inspects it. Ask for that network&apos;s certificate file and name it in the environment variable PIP_CERT, or install from a folder of wheels.</source>
        <translation>连接的证书不受信任，很可能是公司网络在检查连接。请索取该网络的证书文件并写入环境变量 PIP_CERT，或从 wheel 文件夹安装。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>Another program holds a file, most likely the antivirus, or a QGIS that is training. Wait a minute, close other QGIS windows, and repeat.</source>
        <translation>另一个程序占用了文件，很可能是杀毒软件或正在训练的 QGIS。请等一分钟，关闭其他 QGIS 窗口后重试。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>A path is too long for this system. On Windows allow long paths (Settings &gt; For developers &gt; Enable long paths), and repeat.</source>
        <translation>路径对此系统来说太长。在 Windows 上请启用长路径（设置 &gt; 开发者选项 &gt; 启用长路径）后重试。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>The folder of the private environment cannot be written: permission denied. Check who owns it.</source>
        <translation>专用环境的文件夹无法写入：没有权限。请检查它属于谁。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>A package is not one that Slipline was tested with: it was damaged or changed on its way, or it is for a Python that was not tested (Python 3.11 to 3.13 were). Repeat; if it happens again, use another network, a folder of wheels, or a Python of your own that has PyTorch.</source>
        <translation>软件包不是 Slipline 测试过的那个：它在途中损坏或被改动，或属于未测试过的 Python（测试过的是 Python 3.11 至 3.13）。请重试；如再次发生，请换用其他网络、wheel 文件夹，或您自己的带 PyTorch 的 Python。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>A wheel is damaged. Copy or download it again.</source>
        <translation>某个 wheel 已损坏。请重新复制或下载。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>There is no connection to the package index. Check the network and Settings &gt; Options &gt; Network in QGIS, or install from a folder of wheels.</source>
        <translation>无法连接软件包索引。请检查网络以及 QGIS 的“设置 &gt; 选项 &gt; 网络”，或从 wheel 文件夹安装。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>No tested PyTorch was found for this Python and system. On Linux the build without graphics card comes from an index of its own: give its address. In a folder of wheels each must fit this Python version. A Python 3.9 to 3.13 of your own that has PyTorch works too.</source>
        <translation>没有找到适合此 Python 和系统的、经测试的 PyTorch。Linux 上不带显卡支持的版本来自单独的索引：请给出其地址。wheel 文件夹中的每个 wheel 都须适合此 Python 版本。您自己的、装有 PyTorch 的 Python 3.9 到 3.13 也可以。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>The memory was not enough. Close other programs and repeat.</source>
        <translation>内存不足。请关闭其他程序后重试。</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>Nothing was downloaded or written for {seconds} seconds, and the installation was stopped. Check the network and the antivirus, and repeat. pip said last: {last}</source>
        <translation>{seconds} 秒内没有下载或写入任何内容，安装已停止。请检查网络和杀毒软件后重试。pip 最后的信息：{last}</translation>
    </message>
    <message>
        <location filename="../core/worker/pip_run.py"/>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../core/worker/python.py"/>
        <source>environment variable {variable}</source>
        <translation>环境变量 {variable}</translation>
    </message>
    <message>
        <location filename="../core/worker/python.py"/>
        <source>plugin settings</source>
        <translation>插件设置</translation>
    </message>
    <message>
        <location filename="../core/worker/python.py"/>
        <source>The Python {path} named in the {source} does not exist. Correct it, or remove it.</source>
        <translation>{source}所指的 Python {path} 不存在。请更正或删除。</translation>
    </message>
    <message>
        <location filename="../core/worker/python.py"/>
        <location filename="../core/worker/torch_setup.py"/>
        <source>private environment of the plugin</source>
        <translation>插件的专用环境</translation>
    </message>
    <message>
        <location filename="../core/worker/python.py"/>
        <location filename="../core/worker/survey_process.py"/>
        <location filename="../core/worker/torch_setup.py"/>
        <source>QGIS&apos; own Python</source>
        <translation>QGIS 自己的 Python</translation>
    </message>
    <message>
        <location filename="../core/worker/python.py"/>
        <source>No Python was found for training and prediction. Open Set up PyTorch in the menu Plugins &gt; Slipline, or set {variable} to a Python that has PyTorch.</source>
        <translation>没有找到用于训练和预测的 Python。请打开菜单“插件 &gt; Slipline”中的“设置 PyTorch”，或把 {variable} 设为装有 PyTorch 的 Python。</translation>
    </message>
    <message>
        <location filename="../core/worker/survey_process.py"/>
        <source>parameter PYTHON</source>
        <translation>参数 PYTHON</translation>
    </message>
    <message>
        <location filename="../core/worker/survey_process.py"/>
        <source>A survey runs in a Python that has dask, distributed and GDAL; {python} ({source}) says: {answer}. Run make survey in Slipline&apos;s repository, and name build/survey/bin/python as PYTHON.</source>
        <translation>普查需要在具有 dask、distributed 和 GDAL 的 Python 中运行; {python} ({source}) 报告: {answer}。请在 Slipline 仓库中运行 make survey, 并将 build/survey/bin/python 指定为 PYTHON。</translation>
    </message>
    <message>
        <location filename="../core/worker/torch_setup.py"/>
        <source>The folder {folder} has no wheel of {missing}. Fill it as the window says.</source>
        <translation>文件夹 {folder} 中没有 {missing} 的 wheel 文件。请按窗口中的说明放入。</translation>
    </message>
    <message>
        <location filename="../core/worker/torch_setup.py"/>
        <source>{python} cannot use PyTorch.</source>
        <translation>{python} 无法使用 PyTorch。</translation>
    </message>
    <message>
        <location filename="../core/worker/torch_setup.py"/>
        <source> The graphics card is not used: {reason}.</source>
        <translation>未使用显卡：{reason}。</translation>
    </message>
    <message>
        <location filename="../core/worker/torch_setup.py"/>
        <source>The private environment needs {needed:.1f} GB on the disk of {folder}, and {free:.1f} GB are free. Free some space and repeat.</source>
        <translation>专用环境需要 {folder} 所在磁盘上 {needed:.1f} GB，而可用空间为 {free:.1f} GB。请腾出空间后重试。</translation>
    </message>
    <message>
        <location filename="../core/worker/torch_setup.py"/>
        <source>Trying PyTorch with a step of training.</source>
        <translation>正在用一步训练试用 PyTorch。</translation>
    </message>
    <message>
        <location filename="../core/worker/torch_setup.py"/>
        <source>The private environment {folder} cannot be changed: {reason}. {cause}</source>
        <translation>专用环境 {folder} 无法改动：{reason}。{cause}</translation>
    </message>
    <message>
        <location filename="../core/worker/torch_setup.py"/>
        <source>QGIS&apos; Python cannot make a virtual environment.</source>
        <translation>QGIS 的 Python 无法建立虚拟环境。</translation>
    </message>
    <message>
        <location filename="../core/worker/torch_setup.py"/>
        <source>pip could not install PyTorch.</source>
        <translation>pip 未能安装 PyTorch。</translation>
    </message>
    <message>
        <location filename="../core/worker/torch_setup.py"/>
        <source>The pip that Python brings along could not be used.</source>
        <translation>Python 自带的 pip 无法使用。</translation>
    </message>
    <message>
        <location filename="../core/worker/torch_setup.py"/>
        <source>QGIS&apos; Python ({python}) has no pip. Install it (Debian and Ubuntu: the package python3-pip), put a wheel of pip into the folder of wheels, or choose a Python that has PyTorch.</source>
        <translation>QGIS 的 Python（{python}）没有 pip。请安装它（Debian 和 Ubuntu：软件包 python3-pip），或把 pip 的 wheel 放入 wheel 文件夹，或选择装有 PyTorch 的 Python。</translation>
    </message>
    <message>
        <location filename="../gui/basemap_menu.py"/>
        <source>Other address (XYZ)…</source>
        <translation>其他地址 (XYZ)…</translation>
    </message>
    <message>
        <location filename="../gui/basemap_menu.py"/>
        <source>Address of the tiles, with {x}, {y} and {z}, or {q}:</source>
        <translation>瓦片地址，含 {x}、{y} 和 {z}，或 {q}：</translation>
    </message>
    <message>
        <location filename="../gui/basemap_menu.py"/>
        <location filename="../gui/menu.py"/>
        <source>Add review basemap</source>
        <translation>添加复核底图</translation>
    </message>
    <message>
        <location filename="../gui/basemap_menu.py"/>
        <source>{name} was not added: {host} does not answer ({reason}). Check the network and the proxy.</source>
        <translation>{name} 未添加：{host} 没有响应（{reason}）。请检查网络和代理。</translation>
    </message>
    <message>
        <location filename="../gui/basemap_menu.py"/>
        <source>Terms of use</source>
        <translation>使用条款</translation>
    </message>
    <message>
        <location filename="../gui/basemap_menu.py"/>
        <source>{name}: {attribution}. For viewing only: tracing or publishing may be prohibited.</source>
        <translation>{name}：{attribution}。仅供查看：可能禁止据此描绘或发布。</translation>
    </message>
    <message>
        <location filename="../gui/basemap_menu.py"/>
        <source>{host} has no picture of the whole earth. If it has none of your area either, the layer {name} stays empty: check its address.</source>
        <translation>{host} 没有全球图像。若它也没有您所在区域的图像，图层 {name} 将保持空白：请检查其地址。</translation>
    </message>
    <message>
        <location filename="../gui/basemaps.py"/>
        <source>“{address}” is not an address of tiles. Such an address begins with https:// and has {{x}}, {{y}} and {{z}} (or {{q}}) where the tile&apos;s numbers stand, and no other braces.</source>
        <translation>“{address}”不是瓦片地址。地址应以 https:// 开头，在瓦片编号处写 {{x}}、{{y}} 和 {{z}}（或 {{q}}），不含其他花括号。</translation>
    </message>
    <message>
        <location filename="../gui/basemaps.py"/>
        <source>See the terms of use of {host}</source>
        <translation>见 {host} 的使用条款</translation>
    </message>
    <message>
        <location filename="../gui/chain_copy.py"/>
        <source>{name} (my copy)</source>
        <translation>{name}（我的副本）</translation>
    </message>
    <message>
        <location filename="../gui/menu.py"/>
        <source>Set up PyTorch…</source>
        <translation>设置 PyTorch…</translation>
    </message>
    <message>
        <location filename="../gui/menu.py"/>
        <source>Review areas…</source>
        <translation>复核形变区…</translation>
    </message>
    <message>
        <location filename="../gui/menu.py"/>
        <source>Edit a copy of a chain</source>
        <translation>编辑流程的副本</translation>
    </message>
    <message>
        <location filename="../gui/menu.py"/>
        <source>This tool needs PyTorch, which is not set up on this computer.</source>
        <translation>此工具需要 PyTorch，而这台计算机上尚未设置。</translation>
    </message>
    <message>
        <location filename="../gui/review/actions.py"/>
        <source>Write in the note why this area is rejected, then press Enter.</source>
        <translation>请在备注中写明否决该形变区的原因，然后按 Enter。</translation>
    </message>
    <message>
        <location filename="../gui/review/actions.py"/>
        <source>decision</source>
        <translation>判定</translation>
    </message>
    <message>
        <location filename="../gui/review/actions.py"/>
        <source>That was the last area of the list.</source>
        <translation>这是列表中的最后一个形变区。</translation>
    </message>
    <message>
        <location filename="../gui/review/actions.py"/>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../gui/review/actions.py"/>
        <source>Nothing to undo since the layer was opened here.</source>
        <translation>图层在此打开以来没有可撤销的操作。</translation>
    </message>
    <message>
        <location filename="../gui/review/actions.py"/>
        <source>Areas can be split and merged in a GeoPackage only. Save the layer as one first.</source>
        <translation>只有在 GeoPackage 中才能拆分和合并形变区。请先把图层另存为 GeoPackage。</translation>
    </message>
    <message>
        <location filename="../gui/review/actions.py"/>
        <source>Mark two or more areas in the list (Ctrl + click), or select them on the map.</source>
        <translation>请在列表中标记两个或更多形变区（Ctrl + 单击），或在地图上选择。</translation>
    </message>
    <message>
        <location filename="../gui/review/actions.py"/>
        <source>QGIS cannot edit the layer {name}.</source>
        <translation>QGIS 无法编辑图层 {name}。</translation>
    </message>
    <message>
        <location filename="../gui/review/actions.py"/>
        <source>Areas to draw</source>
        <translation>待勾画的形变区</translation>
    </message>
    <message>
        <location filename="../gui/review/canvas.py"/>
        <source>Slipline: imagery</source>
        <translation>Slipline：影像</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py"/>
        <source>Slipline: review areas</source>
        <translation>Slipline：复核形变区</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py"/>
        <source>There is no imagery to swipe to. Plugins &gt; Slipline &gt; Add review basemap adds some; Imagery (I) chooses among several.</source>
        <translation>没有可供卷帘的影像。可用“插件 &gt; Slipline &gt; 添加复核底图”添加；有多个时用“影像 (I)”选择。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py"/>
        <source>Without these fields a review has nowhere to go.</source>
        <translation>没有这些字段，复核结果无处存放。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py"/>
        <source>The layer {name} has no fields for a review yet. Add {fields} to its file? Nothing else is changed.</source>
        <translation>图层 {name} 还没有复核字段。要把 {fields} 加入其文件吗？其他内容不变。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py"/>
        <location filename="../gui/review/panel.py"/>
        <source>Choose a layer of areas above.</source>
        <translation>请在上方选择形变区图层。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py"/>
        <source>{decided} of {all} decided: {accepted} accepted, {rejected} rejected; {later} for later</source>
        <translation>{all} 个中已判定 {decided} 个：采纳 {accepted}，否决 {rejected}；待定 {later}</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py"/>
        <source>No area to show.</source>
        <translation>没有可显示的形变区。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py"/>
        <source>Choose a layer of areas first.</source>
        <translation>请先选择形变区图层。</translation>
    </message>
    <message>
        <location filename="../gui/review/fields.py"/>
        <source>The layer {name} is only in memory and would be lost. Save it as a GeoPackage first (right click, Export).</source>
        <translation>图层 {name} 只在内存中，会丢失。请先另存为 GeoPackage（右键，导出）。</translation>
    </message>
    <message>
        <location filename="../gui/review/fields.py"/>
        <source>The layer {name} cannot be written. Save it as a GeoPackage first (right click, Export).</source>
        <translation>图层 {name} 无法写入。请先另存为 GeoPackage（右键，导出）。</translation>
    </message>
    <message>
        <location filename="../gui/review/fields.py"/>
        <source>The field {field} of the layer {name} holds numbers, but a review writes text there. Rename the field.</source>
        <translation>图层 {name} 的字段 {field} 为数值，而复核要在那里写文本。请给该字段改名。</translation>
    </message>
    <message>
        <location filename="../gui/review/layer.py"/>
        <source>merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <location filename="../gui/review/layer.py"/>
        <source>The last step changed an area that the filter of the layer {name} hides now. Take the filter off, then undo.</source>
        <translation>上一步更改的形变区现在被图层 {name} 的过滤条件隐藏。请先取消过滤，再撤销。</translation>
    </message>
    <message>
        <location filename="../gui/review/layer.py"/>
        <source>The last step cannot be undone: its area is no longer in the layer {name}. The one before it can.</source>
        <translation>上一步无法撤销：其形变区已不在图层 {name} 中。再前一步可以撤销。</translation>
    </message>
    <message>
        <location filename="../gui/review/layer.py"/>
        <source>Nothing was written: an area is no longer in the layer {name}. The list shows what is there now.</source>
        <translation>未写入任何内容：有形变区已不在图层 {name} 中。列表显示的是现有内容。</translation>
    </message>
    <message>
        <location filename="../gui/review/layer.py"/>
        <source>Nothing was written: the layer {name} has lost fields of the review. Choose it again to add them.</source>
        <translation>未写入任何内容：图层 {name} 缺少复核所需的字段。请重新选择该图层以添加这些字段。</translation>
    </message>
    <message>
        <location filename="../gui/review/layer.py"/>
        <source>split of an area</source>
        <translation>拆分形变区</translation>
    </message>
    <message>
        <location filename="../gui/review/layer.py"/>
        <source>new area</source>
        <translation>新形变区</translation>
    </message>
    <message>
        <location filename="../gui/review/layer.py"/>
        <source>edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <location filename="../gui/review/layer.py"/>
        <source>The outline has changed. What was measured in the earlier outline is empty until the area is predicted again: {names}. Velocities and Gi* are measured at once where Targets names a layer that has them. Undo brings everything back.</source>
        <translation>轮廓已改变。在原轮廓内量测的以下属性现为空值，直到重新预测该形变区：{names}。若“目标”选有含速率和 Gi* 的图层，则立即重新量测这些属性。撤销可恢复全部内容。</translation>
    </message>
    <message>
        <location filename="../gui/review/layer.py"/>
        <source>the file does not take it</source>
        <translation>文件不接受</translation>
    </message>
    <message>
        <location filename="../gui/review/layer.py"/>
        <source>Nothing was written to the layer {name}: {reason}.</source>
        <translation>没有向图层 {name} 写入任何内容：{reason}。</translation>
    </message>
    <message>
        <location filename="../gui/review/layer.py"/>
        <source>Only a part of the change was written to the layer {name}: {reason}. Look at the areas concerned; the file can no longer be written.</source>
        <translation>只有一部分更改写入了图层 {name}：{reason}。请检查相关的形变区；该文件已无法写入。</translation>
    </message>
    <message>
        <location filename="../gui/review/layer_or_file.py"/>
        <source>Choose a file that is not in the project</source>
        <translation>选择不在工程中的文件</translation>
    </message>
    <message>
        <location filename="../gui/review/layer_or_file.py"/>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <location filename="../gui/review/model.py"/>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <location filename="../gui/review/model.py"/>
        <source>Priority: probability × speed × size; 1 is the first to look at</source>
        <translation>优先级：概率 × 速率 × 面积；1 为最先查看</translation>
    </message>
    <message>
        <location filename="../gui/review/model.py"/>
        <source>Area</source>
        <translation>形变区</translation>
    </message>
    <message>
        <location filename="../gui/review/model.py"/>
        <source>Number of the area</source>
        <translation>形变区编号</translation>
    </message>
    <message>
        <location filename="../gui/review/model.py"/>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <location filename="../gui/review/model.py"/>
        <source>Review status</source>
        <translation>复核状态</translation>
    </message>
    <message>
        <location filename="../gui/review/model.py"/>
        <source>mm/yr</source>
        <translation>mm/yr</translation>
    </message>
    <message>
        <location filename="../gui/review/model.py"/>
        <source>Median velocity along the line of sight, positive towards the satellite; of a vertical or eastward product, positive upwards or to the east</source>
        <translation>视线向速率的中位数，朝向卫星为正；对垂直或东向产品，向上或向东为正</translation>
    </message>
    <message>
        <location filename="../gui/review/model.py"/>
        <source>Prob.</source>
        <translation>概率</translation>
    </message>
    <message>
        <location filename="../gui/review/model.py"/>
        <source>Mean probability</source>
        <translation>平均概率</translation>
    </message>
    <message>
        <location filename="../gui/review/model.py"/>
        <source>ha</source>
        <translation>ha</translation>
    </message>
    <message>
        <location filename="../gui/review/model.py"/>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../gui/review/model.py"/>
        <source>Activity by |median velocity|: fast from 10, slow from 2 mm/yr</source>
        <translation>活动性（按 |速率中位数|）：10 mm/yr 起为快，2 mm/yr 起为慢</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Accept</source>
        <translation>采纳</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>This area is a landslide, and its outline is good.</source>
        <translation>此形变区是滑坡，且轮廓良好。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Reject…</source>
        <translation>否决…</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>This area is not a landslide, or its outline is useless. Asks for the reason.</source>
        <translation>此处不是滑坡，或轮廓不可用：会询问原因。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Later</source>
        <translation>待定</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Cannot be decided yet.</source>
        <translation>尚无法判定。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Take back the last decision or change of an outline.</source>
        <translation>撤回上一次判定或轮廓修改。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Go to the area above in the list.</source>
        <translation>转到列表中的上一个形变区。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Go to the area below in the list.</source>
        <translation>转到列表中的下一个形变区。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Write a note; Enter keeps it.</source>
        <translation>写备注；按回车保存。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Show the area again.</source>
        <translation>再次显示该形变区。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Edit vertices</source>
        <translation>编辑节点</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>QGIS&apos; vertex tool; each change is saved at once. Press again to end it.</source>
        <translation>QGIS 的节点工具；每次修改立即保存。再按一次结束。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Reshape</source>
        <translation>重塑</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>QGIS&apos; reshape tool: draw the better line across the outline, end it with a right click. Press again to end it.</source>
        <translation>QGIS 的重塑工具：横跨轮廓画出更好的线，右键结束。再按一次结束。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Split area</source>
        <translation>拆分</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>QGIS&apos; split tool: draw a line across the area, end it with a right click. Press again to end it.</source>
        <translation>QGIS 的拆分工具：横跨形变区画一条线，右键结束。再按一次结束。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Make one area of those marked in the list (Ctrl + click).</source>
        <translation>把列表中标记的形变区合为一个（Ctrl + 单击）。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Imagery</source>
        <translation>影像</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>A second map at the same place and scale; the cross shows where the mouse is on the first.</source>
        <translation>同一位置和比例尺的第二个地图；十字表示鼠标在第一个地图上的位置。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Swipe</source>
        <translation>卷帘</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Imagery right of a divider on the map; drag the divider with the mouse.</source>
        <translation>地图上分隔线右侧显示影像；用鼠标拖动分隔线。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Note (T to write, Enter to keep)</source>
        <translation>备注（T 键书写，回车保存）</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Suggest…</source>
        <translation>建议…</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Suggest areas to draw: lists the ten places whose label would teach the network most.</source>
        <translation>建议勾画的形变区：列出标注后最能让网络学到东西的十处。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Reviewer</source>
        <translation>复核人</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>all statuses</source>
        <translation>所有状态</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>all classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Train again…</source>
        <translation>再训练…</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Train again with this review: accepted areas are learnt, rejected ones too, as ground that does not move.</source>
        <translation>用此复核结果再训练：学习采纳的形变区，否决的也学习，作为不运动的地面。</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>velocity</source>
        <translation>速率</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>down the slope</source>
        <translation>沿坡向下</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>strongest Gi*</source>
        <translation>最强 Gi*</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>mean slope</source>
        <translation>平均坡度</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>quality (1 is best)</source>
        <translation>质量（1 为最好）</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>size</source>
        <translation>面积</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>Area {label}: {status}</source>
        <translation>形变区 {label}：{status}</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>velocity at the end</source>
        <translation>结束时的速率</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>no area</source>
        <translation>没有形变区</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>without {source}</source>
        <translation>去掉{source}</translation>
    </message>
    <message>
        <location filename="../gui/review/panel.py"/>
        <source>why here</source>
        <translation>为何在此</translation>
    </message>
    <message>
        <location filename="../gui/review/plots.py"/>
        <source>No target with a velocity inside.</source>
        <translation>其中没有带速率的目标。</translation>
    </message>
    <message>
        <location filename="../gui/review/plots.py"/>
        <source>Velocity, mm/yr: median {median:.1f}</source>
        <translation>速率，mm/yr：中位数 {median:.1f}</translation>
    </message>
    <message>
        <location filename="../gui/review/plots.py"/>
        <source>Mean of the area&apos;s targets; shaded: the middle half of them; red: the model of the mean, with a dashed line where the velocity changed</source>
        <translation>该区域目标的平均值；阴影：居中的一半目标；红色：平均值的运动模型，速率改变之处为虚线</translation>
    </message>
    <message>
        <location filename="../gui/review/plots.py"/>
        <source>Mean displacement of {count} targets, unit of the layer</source>
        <translation>{count} 个目标的平均位移（单位同图层）</translation>
    </message>
    <message>
        <location filename="../gui/review/plots.py"/>
        <source>Mean of {count} targets: {trend}</source>
        <translation>{count} 个目标的平均：{trend}</translation>
    </message>
    <message>
        <location filename="../gui/review/plots.py"/>
        <source>{said} on {date}</source>
        <translation>{said}，{date}</translation>
    </message>
    <message>
        <location filename="../gui/review/suggest_dialog.py"/>
        <source>Slipline: suggest areas to draw</source>
        <translation>Slipline：建议勾画的形变区</translation>
    </message>
    <message>
        <location filename="../gui/review/suggest_dialog.py"/>
        <source>Probability (*.tif)</source>
        <translation>概率 (*.tif)</translation>
    </message>
    <message>
        <location filename="../gui/review/suggest_dialog.py"/>
        <location filename="../gui/review/train_dialog.py"/>
        <source>Feature stack (*.vrt *.tif)</source>
        <translation>特征栈 (*.vrt *.tif)</translation>
    </message>
    <message>
        <location filename="../gui/review/suggest_dialog.py"/>
        <location filename="../gui/review/train_dialog.py"/>
        <source>Polygons (*.gpkg *.shp *.geojson *.kml)</source>
        <translation>多边形 (*.gpkg *.shp *.geojson *.kml)</translation>
    </message>
    <message>
        <location filename="../gui/review/suggest_dialog.py"/>
        <source>Lists the {count} places whose label would teach a network most: where it is unsure, or disagrees with the candidate areas, spread over the ground. Review them as you review predicted areas: bring the outline to the landslide and accept it, or reject it. Then choose Train again.</source>
        <translation>列出标注后最能让网络学到东西的 {count} 处：网络没有把握或与候选形变区不一致，并在地面上分散分布。像审核预测形变区一样审核它们：把轮廓调整到滑坡上并接受，或者拒绝。然后选择“再训练”。</translation>
    </message>
    <message>
        <location filename="../gui/review/suggest_dialog.py"/>
        <source>Probability of a prediction</source>
        <translation>某次预测的概率</translation>
    </message>
    <message>
        <location filename="../gui/review/suggest_dialog.py"/>
        <source>Areas drawn so far</source>
        <translation>迄今勾画的形变区</translation>
    </message>
    <message>
        <location filename="../gui/review/suggest_dialog.py"/>
        <source>Layer of the suggestions</source>
        <translation>建议图层</translation>
    </message>
    <message>
        <location filename="../gui/review/suggest_dialog.py"/>
        <source>Suggest</source>
        <translation>建议</translation>
    </message>
    <message>
        <location filename="../gui/review/suggest_dialog.py"/>
        <location filename="../gui/review/train_dialog.py"/>
        <location filename="../gui/torch_dialog.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../gui/review/suggest_dialog.py"/>
        <source>Choose the probability of a prediction, the feature stack and a file for the suggestions.</source>
        <translation>请选择某次预测的概率、特征栈以及保存建议的文件。</translation>
    </message>
    <message>
        <location filename="../gui/review/suggest_dialog.py"/>
        <source>{count} places are suggested.</source>
        <translation>建议了 {count} 处。</translation>
    </message>
    <message>
        <location filename="../gui/review/task.py"/>
        <source>It ended with an unexpected error; QGIS shows it in View &gt; Panels &gt; Log messages.</source>
        <translation>因未预料到的错误而结束；QGIS 在“视图 &gt; 面板 &gt; 日志消息”中显示它。</translation>
    </message>
    <message>
        <location filename="../gui/review/task.py"/>
        <source>Cancelled. Nothing was changed.</source>
        <translation>已取消，未改变任何内容。</translation>
    </message>
    <message>
        <location filename="../gui/review/train_dialog.py"/>
        <source>Slipline: train again with this review</source>
        <translation>Slipline：用此复核结果再训练</translation>
    </message>
    <message>
        <location filename="../gui/review/train_dialog.py"/>
        <source>Accepted areas are learnt as areas that move, rejected ones as ground that certainly does not; landslides that were rejected for their outline alone are left out. Only ground that was reviewed counts: these areas and the ground around them, which you saw when you judged the outline. Draw missed areas into the layer and accept them before you train. Name the areas of the earlier training too, so that they are not forgotten.</source>
        <translation>采纳的形变区作为运动区学习，否决的作为确定不运动的地面学习；仅因轮廓不准而否决的滑坡不参与学习。只有复核过的地面才算数：这些形变区以及您判断轮廓时看过的周围地面。请把漏检的形变区画入图层并采纳，然后再训练。也请指定以前训练用的形变区，以免遗忘。</translation>
    </message>
    <message>
        <location filename="../gui/review/train_dialog.py"/>
        <source>Model to go on from</source>
        <translation>接续训练的模型</translation>
    </message>
    <message>
        <location filename="../gui/review/train_dialog.py"/>
        <source>Reviewed ground around each area</source>
        <translation>每个形变区周围已复核的地面</translation>
    </message>
    <message>
        <location filename="../gui/review/train_dialog.py"/>
        <source>Areas of the earlier training</source>
        <translation>以前训练用的形变区</translation>
    </message>
    <message>
        <location filename="../gui/review/train_dialog.py"/>
        <source>Fully mapped ground of the earlier training</source>
        <translation>以前训练用的已完整绘制的范围</translation>
    </message>
    <message>
        <location filename="../gui/review/train_dialog.py"/>
        <source>Folder for the layers of the training</source>
        <translation>存放训练图层的文件夹</translation>
    </message>
    <message>
        <location filename="../gui/review/train_dialog.py"/>
        <source>Open Tile and train</source>
        <translation>打开“切片与训练”</translation>
    </message>
    <message>
        <location filename="../gui/review/train_dialog.py"/>
        <source>Choose the feature stack: the raster that Build feature stack made.</source>
        <translation>请选择特征栈：由“构建特征栈”生成的栅格。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Slipline: set up PyTorch</source>
        <translation>Slipline：设置 PyTorch</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Remove this PyTorch</source>
        <translation>删除此 PyTorch</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Remove PyTorch</source>
        <translation>删除 PyTorch</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Training and prediction need PyTorch. It is never installed into QGIS: it runs in a Python of its own, as a separate process, so that it cannot disturb QGIS. All other tools work without it.</source>
        <translation>训练和预测需要 PyTorch。它绝不会装入 QGIS：它在自己的 Python 中作为单独的进程运行，因此不会干扰 QGIS。所有其他工具不需要它。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Look for PyTorch</source>
        <translation>查找 PyTorch</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>for example …/miniconda3/envs/NAME/bin/python, or …\envs\NAME\python.exe</source>
        <translation>例如 …/miniconda3/envs/NAME/bin/python，或 …\envs\NAME\python.exe</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Further package address (optional). PyTorch&apos;s website shows one under “Get started”, behind “--index-url”: it has a small build for Linux without graphics card, and one for Windows with a graphics card. An institute may have a package index of its own.</source>
        <translation>另一个软件包地址（可选）。PyTorch 网站“Get started”中“--index-url”之后给出一个：那里有不带显卡支持的 Linux 小型版本，以及支持显卡的 Windows 版本。单位也可能有自己的软件包索引。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Fill the folder on a computer that has a network, with the same system and Python {version}, by this command:
python -m pip download -d FOLDER torch numpy safetensors</source>
        <translation>请在有网络、系统与 Python {version} 相同的计算机上，用此命令填充该文件夹：
python -m pip download -d FOLDER torch numpy safetensors</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>1. A Python that has PyTorch</source>
        <translation>1. 已装有 PyTorch 的 Python</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Use a Python on this computer that already has PyTorch.</source>
        <translation>使用这台计算机上已装有 PyTorch 的 Python。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>2. Download</source>
        <translation>2. 下载</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Download PyTorch into a folder of its own.</source>
        <translation>把 PyTorch 下载到专用文件夹。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>3. Folder of wheels</source>
        <translation>3. wheel 文件夹</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Install PyTorch from a folder of wheels (.whl), without a network.</source>
        <translation>从 wheel 文件夹（.whl）安装 PyTorch，无需网络。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Use the graphics card: {card}</source>
        <translation>使用显卡：{card}</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>{card} is too old for this PyTorch (driver {oldest} or later): without graphics card</source>
        <translation>{card} 对此 PyTorch 来说太旧（需要驱动 {oldest} 或更高）：不使用显卡</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>chosen</source>
        <translation>已选择</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Try a Python with PyTorch</source>
        <translation>试用装有 PyTorch 的 Python</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Set up PyTorch</source>
        <translation>设置 PyTorch</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Slipline: {title}</source>
        <translation>Slipline：{title}</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>PyTorch works. {line}</source>
        <translation>PyTorch 可用。{line}</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source> The environment variable {variable} is set: the Python that it names goes before everything chosen here.</source>
        <translation>已设置环境变量 {variable}：它指定的 Python 优先于此处的任何选择。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Try and use</source>
        <translation>试用并采用</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Install again (repair)</source>
        <translation>重新安装（修复）</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>Install</source>
        <translation>安装</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>About {download:.1f} GB will be downloaded. </source>
        <translation>约需下载 {download:.1f} GB。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>It takes {disk:.1f} GB on disk, in {place} ({free:.0f} GB are free). No administrator rights are needed.</source>
        <translation>占用磁盘 {disk:.1f} GB，位于 {place}（可用 {free:.0f} GB）。不需要管理员权限。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source> First install Microsoft&apos;s Visual C++ Redistributable (x64); missing: {files}.</source>
        <translation>请先安装 Microsoft 的 Visual C++ Redistributable (x64)；缺少：{files}。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>PyTorch comes from the package index that pip uses on this computer and from {address}. </source>
        <translation>PyTorch 来自本机 pip 所用的软件包索引和 {address}。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>PyTorch comes from the package index that pip uses on this computer. </source>
        <translation>PyTorch 来自本机 pip 所用的软件包索引。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>For Windows this index has only the build that does not use a graphics card. </source>
        <translation>该索引对 Windows 只有不支持显卡的版本。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>For Linux this index has the large build only, which also works without a graphics card. With a further package address that has the small build, a tenth of the space is enough. </source>
        <translation>该索引对 Linux 只有大型版本，没有显卡也能使用。若另给出含小型版本的软件包地址，只需十分之一的空间。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>PyTorch is not set up yet. Choose one of the three ways above.</source>
        <translation>PyTorch 尚未设置。请从上面三种方式中选择一种。</translation>
    </message>
    <message>
        <location filename="../gui/torch_dialog.py"/>
        <source>The private environment was removed.</source>
        <translation>专用环境已删除。</translation>
    </message>
    <message>
        <location filename="../models/input/sampling.py"/>
        <source>No tile lies on training ground. Choose a smaller tile, or give a larger area.</source>
        <translation>没有切片位于训练区。请选择更小的切片，或给出更大的区域。</translation>
    </message>
    <message>
        <location filename="../models/input/sampling.py"/>
        <source>No labelled area touches the training ground. Draw areas there, or choose another seed.</source>
        <translation>没有带标签的形变区接触训练区。请在那里绘制形变区，或选择其他种子。</translation>
    </message>
    <message>
        <location filename="../models/input/scaling.py"/>
        <source>The model&apos;s card is damaged: its entry &apos;{entry}&apos; cannot be used. Train the model again.</source>
        <translation>模型卡已损坏：其条目“{entry}”无法使用。请重新训练模型。</translation>
    </message>
    <message>
        <location filename="../models/input/scaling_fit.py"/>
        <source>The band &apos;{name}&apos; has no value on the training ground. Leave it out, or correct the feature stack.</source>
        <translation>波段“{name}”在训练区上没有值。请去掉它，或修正特征栈。</translation>
    </message>
    <message>
        <location filename="../models/input/tile_reader.py"/>
        <source>The tile store {folder} cannot be read: {reason}. Make the tiles again.</source>
        <translation>切片库 {folder} 无法读取：{reason}。请重新制作切片。</translation>
    </message>
    <message>
        <location filename="../models/input/tile_reader.py"/>
        <source>The tile store {folder} does not fit together: features {features}, labels {labels}, {bands} bands. Make the tiles again.</source>
        <translation>切片库 {folder} 前后不符：特征 {features}，标签 {labels}，{bands} 个波段。请重新制作切片。</translation>
    </message>
    <message>
        <location filename="../models/jobs/predict_job.py"/>
        <source>The blocks to predict cannot be read: {reason}. Run the tool again.</source>
        <translation>要预测的数据块无法读取：{reason}。请再次运行工具。</translation>
    </message>
    <message>
        <location filename="../models/jobs/predict_job.py"/>
        <source>The blocks to predict have the shapes {bands} and {output}, the model reads {count} bands. Run the tool again.</source>
        <translation>要预测的数据块形状为 {bands} 和 {output}，而模型读取 {count} 个波段。请再次运行工具。</translation>
    </message>
    <message>
        <location filename="../models/jobs/train_job.py"/>
        <source>The probability map cannot be written to {path}: {reason}. Choose another place.</source>
        <translation>概率图无法写入 {path}：{reason}。请选择其他位置。</translation>
    </message>
    <message>
        <location filename="../models/machine/devices.py"/>
        <source>Device {device} was asked for, but torch {version} finds only {found}. Choose auto.</source>
        <translation>要求使用设备 {device}，但 torch {version} 只找到 {found}。请选择 auto。</translation>
    </message>
    <message>
        <location filename="../models/networks/model_file.py"/>
        <source>The model cannot be written to {path}: {reason}. Choose another place.</source>
        <translation>模型无法写入 {path}：{reason}。请选择其他位置。</translation>
    </message>
    <message>
        <location filename="../models/networks/model_file.py"/>
        <source>its card names {card} input channels, its network {network}</source>
        <translation>其模型卡有 {card} 个输入通道，其网络有 {network} 个</translation>
    </message>
    <message>
        <location filename="../models/networks/model_file.py"/>
        <source>it was changed while it was read</source>
        <translation>读取期间它被改动</translation>
    </message>
    <message>
        <location filename="../models/networks/model_file.py"/>
        <source>the weights &apos;{name}&apos; are not all finite</source>
        <translation>权重“{name}”并非全部为有限值</translation>
    </message>
    <message>
        <location filename="../models/networks/model_file.py"/>
        <source>it holds {count} arrays of weights that are not the {expected} of its network</source>
        <translation>它含 {count} 个权重数组，而其网络为 {expected} 个</translation>
    </message>
    <message>
        <location filename="../models/networks/model_file.py"/>
        <source>its weights &apos;{name}&apos; do not fit its network</source>
        <translation>其权重“{name}”与其网络不符</translation>
    </message>
    <message>
        <location filename="../models/networks/model_file.py"/>
        <source>its weights take {size} bytes, a model&apos;s at most {most}</source>
        <translation>其权重占 {size} 字节，而模型最多 {most}</translation>
    </message>
    <message>
        <location filename="../models/networks/model_file.py"/>
        <source>its tile of {tile} cells is not between 16 and 4096</source>
        <translation>其切片为 {tile} 个像元，不在 16 到 4096 之间</translation>
    </message>
    <message>
        <location filename="../models/networks/model_file.py"/>
        <source>its part context needs tiles of a multiple of {step} cells, but its tile has {tile}</source>
        <translation>其部件 context 需要 {step} 个像元倍数的切片，而其切片为 {tile}</translation>
    </message>
    <message>
        <location filename="../models/networks/model_file.py"/>
        <source>its temperature {temperature} is not between 0.01 and 100</source>
        <translation>其温度 {temperature} 不在 0.01 到 100 之间</translation>
    </message>
    <message>
        <location filename="../models/networks/networks.py"/>
        <source>There is no network &apos;{name}&apos;. Choose one of {names}.</source>
        <translation>没有网络“{name}”。请选择 {names} 之一。</translation>
    </message>
    <message>
        <location filename="../models/networks/networks.py"/>
        <source>A network of width {width} for {bands} input channels is not possible. Widths go from 1 to {most}, input channels from 1 to {bands_most}.</source>
        <translation>不可能有宽度 {width}、{bands} 个输入通道的网络。宽度为 1 到 {most}，输入通道为 1 到 {bands_most}。</translation>
    </message>
    <message>
        <location filename="../models/networks/networks.py"/>
        <source>The network {name} has no parts {parts}. Choose resunet with {known}, or no parts.</source>
        <translation>网络 {name} 没有部件 {parts}。请选择带 {known} 的 resunet，或不选部件。</translation>
    </message>
    <message>
        <location filename="../models/networks/networks.py"/>
        <source>The model&apos;s card does not describe a network of this version. Train the model again.</source>
        <translation>模型卡描述的不是此版本的网络。请重新训练模型。</translation>
    </message>
    <message>
        <location filename="../models/networks/resunet.py"/>
        <source>Separate stems need an image and other bands; there are {image} channels of the image and {others} others. Leave the part stems out.</source>
        <translation>部件 stems 需要影像和其他波段；现有 {image} 个影像通道和 {others} 个其他通道。请去掉部件 stems。</translation>
    </message>
    <message>
        <location filename="../models/training/checkpoint.py"/>
        <location filename="../models/training/kept_run.py"/>
        <source>The unfinished training {path} is damaged. Start anew, or from a finished model.</source>
        <translation>未完成的训练 {path} 已损坏。请重新开始，或从已完成的模型开始。</translation>
    </message>
    <message>
        <location filename="../models/training/fine_tuning.py"/>
        <source>The model {path} is a {known} of width {width}{parts}, but a {network} of width {asked}{wanted} was asked for. Choose the same, or start anew.</source>
        <translation>模型 {path} 是宽度 {width}{parts} 的 {known}，而要求的是宽度 {asked}{wanted} 的 {network}。请选择相同的，或重新开始。</translation>
    </message>
    <message>
        <location filename="../models/training/fine_tuning.py"/>
        <source>The model {path} was trained with the bands {known}, the tiles have {bands}. Choose the same bands, or start anew.</source>
        <translation>模型 {path} 是用波段 {known} 训练的，而切片有 {bands}。请选择相同的波段，或重新开始。</translation>
    </message>
    <message>
        <location filename="../models/training/kept_run.py"/>
        <source>The unfinished training {path} has {name} {kept}, but {asked} was asked for. Choose the same, or start anew.</source>
        <translation>未完成的训练 {path} 的 {name} 为 {kept}，而要求的是 {asked}。请选择相同的，或重新开始。</translation>
    </message>
    <message>
        <location filename="../models/training/kept_run.py"/>
        <source>The unfinished training {path} was made on other tiles. Choose the same stack, areas and features, or start anew.</source>
        <translation>未完成的训练 {path} 用的是其他切片。请选择相同的特征栈、形变区和特征，或重新开始。</translation>
    </message>
    <message>
        <location filename="../models/training/start.py"/>
        <source>The part context needs tiles of a multiple of {step} cells, but they have {tile}. Choose another tile, or leave the part out.</source>
        <translation>部件 context 需要 {step} 个像元倍数的切片，而现在为 {tile}。请选择其他切片大小，或去掉该部件。</translation>
    </message>
    <message>
        <location filename="../models/training/training.py"/>
        <source>The training diverged: the loss of epoch {epoch} is not a number. Choose a learning rate below {rate}.</source>
        <translation>训练发散：第 {epoch} 轮的损失不是数。请选择低于 {rate} 的学习率。</translation>
    </message>
    <message>
        <location filename="../resources/styles/areas.qml"/>
        <source>fast: 10 mm/yr and more</source>
        <translation>快：10 mm/yr 及以上</translation>
    </message>
    <message>
        <location filename="../resources/styles/areas.qml"/>
        <source>slow: 2 to 10 mm/yr</source>
        <translation>慢：2 到 10 mm/yr</translation>
    </message>
    <message>
        <location filename="../resources/styles/areas.qml"/>
        <source>none: below 2 mm/yr</source>
        <translation>无：低于 2 mm/yr</translation>
    </message>
    <message>
        <location filename="../resources/styles/areas.qml"/>
        <source>no target inside</source>
        <translation>其中没有目标</translation>
    </message>
    <message>
        <location filename="../resources/styles/areas.qml"/>
        <source>velocity not known</source>
        <translation>速率未知</translation>
    </message>
    <message>
        <location filename="../resources/styles/areas.qml"/>
        <source>accepted: green dot</source>
        <translation>采纳：绿点</translation>
    </message>
    <message>
        <location filename="../resources/styles/areas.qml"/>
        <source>later: yellow diamond</source>
        <translation>待定：黄色菱形</translation>
    </message>
    <message>
        <location filename="../resources/styles/areas.qml"/>
        <source>rejected: grey dashes, red cross</source>
        <translation>否决：灰色虚线、红叉</translation>
    </message>
    <message>
        <location filename="../resources/styles/areas.qml"/>
        <source>not reviewed: no mark</source>
        <translation>未复核：无标记</translation>
    </message>
    <message>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <source>candidate area, ${away}</source>
        <translation>候选形变区，${away}</translation>
    </message>
    <message>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <source>candidate area, ${towards}</source>
        <translation>候选形变区，${towards}</translation>
    </message>
    <message>
        <location filename="../resources/styles/candidate_areas.qml"/>
        <source>candidate area, both</source>
        <translation>候选形变区，两种方向</translation>
    </message>
    <message>
        <location filename="../resources/styles/change.qml"/>
        <source>not comparable: see the field reason</source>
        <translation>不可比较：见字段 reason</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>${away}, 99 % significant</source>
        <translation>${away}，99 % 显著</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>${away}, 95 % significant</source>
        <translation>${away}，95 % 显著</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>${away}, 90 % significant</source>
        <translation>${away}，90 % 显著</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>not significant</source>
        <translation>不显著</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>${towards}, 90 % significant</source>
        <translation>${towards}，90 % 显著</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>${towards}, 95 % significant</source>
        <translation>${towards}，95 % 显著</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>${towards}, 99 % significant</source>
        <translation>${towards}，99 % 显著</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>not known: too few neighbours</source>
        <translation>未知：邻居太少</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <location filename="../resources/styles/targets.qml"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>velocity, positive ${towards} (mm/yr)</source>
        <translation>速率，${towards}为正（mm/yr）</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <location filename="../resources/styles/targets.qml"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>coherence (0 to 1)</source>
        <translation>相干性（0 到 1）</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <location filename="../resources/styles/targets.qml"/>
        <location filename="../resources/styles/timeseries.qml"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>height (m)</source>
        <translation>高程 (m)</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>Gi* z-score</source>
        <translation>Gi* z 得分</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>Gi* p-value</source>
        <translation>Gi* p 值</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>targets within the distance</source>
        <translation>距离阈值内的目标数</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>Gi* class (-3 to 3)</source>
        <translation>Gi* 类别（-3 到 3）</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>beyond the stability threshold: -1 ${away}, 1 ${towards}</source>
        <translation>超过稳定阈值：-1 ${away}，1 ${towards}</translation>
    </message>
    <message>
        <location filename="../resources/styles/gi_targets.qml"/>
        <source>velocity before the regional motion was taken away (mm/yr)</source>
        <translation>扣除区域性运动前的速率 (mm/yr)</translation>
    </message>
    <message>
        <location filename="../resources/styles/lines.qml"/>
        <source>inner line: probability of 90 %</source>
        <translation>内边界线：概率 90 %</translation>
    </message>
    <message>
        <location filename="../resources/styles/lines.qml"/>
        <source>outer line: probability of 10 %</source>
        <translation>外边界线：概率 10 %</translation>
    </message>
    <message>
        <location filename="../resources/styles/mask.qml"/>
        <source>predicted, no abnormal motion found</source>
        <translation>已预测，未发现异常运动</translation>
    </message>
    <message>
        <location filename="../resources/styles/mask.qml"/>
        <source>abnormal motion</source>
        <translation>异常运动</translation>
    </message>
    <message>
        <location filename="../resources/styles/mask.qml"/>
        <source>not asked: outside the ground to predict</source>
        <translation>未要求预测：在要预测的地面之外</translation>
    </message>
    <message>
        <location filename="../resources/styles/mask.qml"/>
        <source>not observable: no colour</source>
        <translation>无法观测：无颜色</translation>
    </message>
    <message>
        <location filename="../resources/styles/matches.qml"/>
        <source>reference area, matched</source>
        <translation>参考形变区，匹配</translation>
    </message>
    <message>
        <location filename="../resources/styles/matches.qml"/>
        <source>reference area, missed</source>
        <translation>参考形变区，漏检</translation>
    </message>
    <message>
        <location filename="../resources/styles/matches.qml"/>
        <source>predicted area, matched</source>
        <translation>预测形变区，匹配</translation>
    </message>
    <message>
        <location filename="../resources/styles/matches.qml"/>
        <source>predicted area, false</source>
        <translation>预测形变区，误报</translation>
    </message>
    <message>
        <location filename="../resources/styles/split.qml"/>
        <source>trains</source>
        <translation>训练</translation>
    </message>
    <message>
        <location filename="../resources/styles/split.qml"/>
        <source>validates: chooses epoch and threshold</source>
        <translation>验证：选定轮数和阈值</translation>
    </message>
    <message>
        <location filename="../resources/styles/split.qml"/>
        <source>tests: the scores are of this ground</source>
        <translation>测试：得分来自此地面</translation>
    </message>
    <message>
        <location filename="../resources/styles/targets.qml"/>
        <source>${away}, faster than ${b3} mm/yr</source>
        <translation>${away}，快于 ${b3} mm/yr</translation>
    </message>
    <message>
        <location filename="../resources/styles/targets.qml"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>-${b3} to -${b2} mm/yr</source>
        <translation>-${b3} 到 -${b2} mm/yr</translation>
    </message>
    <message>
        <location filename="../resources/styles/targets.qml"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>-${b2} to -${b1} mm/yr</source>
        <translation>-${b2} 到 -${b1} mm/yr</translation>
    </message>
    <message>
        <location filename="../resources/styles/targets.qml"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>-${b1} to ${b1} mm/yr</source>
        <translation>-${b1} 到 ${b1} mm/yr</translation>
    </message>
    <message>
        <location filename="../resources/styles/targets.qml"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>${b1} to ${b2} mm/yr</source>
        <translation>${b1} 到 ${b2} mm/yr</translation>
    </message>
    <message>
        <location filename="../resources/styles/targets.qml"/>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>${b2} to ${b3} mm/yr</source>
        <translation>${b2} 到 ${b3} mm/yr</translation>
    </message>
    <message>
        <location filename="../resources/styles/targets.qml"/>
        <source>${towards}, faster than ${b3} mm/yr</source>
        <translation>${towards}，快于 ${b3} mm/yr</translation>
    </message>
    <message>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>linear: the same velocity all the time</source>
        <translation>线性：速率始终不变</translation>
    </message>
    <message>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>break: the velocity changed on a date</source>
        <translation>转折：速率在某一日期改变</translation>
    </message>
    <message>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>jump: likely an error of the unwrapping</source>
        <translation>跳变：很可能是解缠误差</translation>
    </message>
    <message>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>too noisy</source>
        <translation>噪声过大</translation>
    </message>
    <message>
        <location filename="../resources/styles/timeseries.qml"/>
        <source>not known: too few dates</source>
        <translation>未知：日期太少</translation>
    </message>
    <message>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>downwards, faster than ${b3} mm/yr</source>
        <translation>向下，快于 ${b3} mm/yr</translation>
    </message>
    <message>
        <location filename="../resources/styles/two_orbits.qml"/>
        <source>upwards, faster than ${b3} mm/yr</source>
        <translation>向上，快于 ${b3} mm/yr</translation>
    </message>
    <message>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <source>All steps at once, from downloaded interferograms: finds the velocities, makes the hot spot map, stacks it with image and terrain, trains a network on the areas that you drew and predicts the boundaries of the others.

Training and prediction need PyTorch (see Check environment). Read the reports before you use the boundaries: they are a draft for an expert to review.</source>
        <translation>一次完成所有步骤，从下载的干涉图开始：求速率，制作热点图，与影像和地形叠成特征栈，用您勾画的形变区训练网络，并预测其他形变区的边界。

训练和预测需要 PyTorch（见“检查环境”）。使用边界之前请阅读报告：它们是供专家审查的草稿。</translation>
    </message>
    <message>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>How often the network sees the training ground. More epochs take longer. Default: 30.</source>
        <translation>网络把训练区看多少遍。轮数越多越慢。默认：30。</translation>
    </message>
    <message>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <source>Every step from InSAR interferograms and areas drawn by hand to predicted landslide boundaries</source>
        <translation>从 InSAR 干涉图和手绘区域到预测滑坡边界的全部步骤</translation>
    </message>
    <message>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>8 All steps</source>
        <translation>8 全部步骤</translation>
    </message>
    <message>
        <location filename="../resources/chains/from_interferograms_to_boundaries.model3"/>
        <source>From interferograms to boundaries</source>
        <translation>从干涉图到边界</translation>
    </message>
    <message>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>All steps at once: imports the targets, makes the hot spot map, stacks it with image and terrain, trains a network on the areas that you drew and predicts the boundaries of the others.

Training and prediction need PyTorch (see Check environment). It takes minutes on a small area. Read the training report before you use the boundaries: they are a draft for an expert to review. To change a step, edit a copy: Plugins &gt; Slipline &gt; Edit a copy of a chain.</source>
        <translation>一次完成所有步骤：导入相干目标，生成热点图，与影像和地形叠成特征栈，用您绘制的形变区训练网络，并预测其余形变区的边界。

训练和预测需要 PyTorch（见“检查运行环境”）。小区域需几分钟。使用边界之前请先阅读训练报告：它们是供专家复核的初稿。要更改某一步，请编辑副本：插件 &gt; Slipline &gt; 编辑流程的副本。</translation>
    </message>
    <message>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Every step from InSAR targets and areas drawn by hand to predicted landslide boundaries</source>
        <translation>从 InSAR 相干目标和手绘区域到预测滑坡边界的全部步骤</translation>
    </message>
    <message>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>Coherent targets of any producer: a point layer or a file (text table, shapefile, GeoPackage).</source>
        <translation>任何生产者的相干目标：点图层或文件（文本表格、shapefile、GeoPackage）。</translation>
    </message>
    <message>
        <location filename="../resources/chains/from_targets_to_boundaries.model3"/>
        <source>From targets to boundaries</source>
        <translation>从相干目标到边界</translation>
    </message>
</context>
</TS>
