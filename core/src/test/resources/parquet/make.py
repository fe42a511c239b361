"""Makes the Parquet files of this folder."""
import datetime
import decimal
import json
import struct

import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.geometry import MultiPolygon, Polygon, mapping

UTC = datetime.timezone.utc


def write(name, columns, geo=None, **options):
    table = pa.table(columns)
    notes = {} if geo is None else {"geo": geo if isinstance(geo, str) else json.dumps(geo)}
    pq.write_table(table.replace_schema_metadata(notes), name + ".parquet", **options)


def geo(column="geometry", encoding="WKB", **more):
    return {"version": "1.1.0", "primary_column": column, "columns": {column: {"encoding": encoding, "geometry_types": [], **more}}}


def tables():
    def rows(first, second, third, kind):
        return pa.array([first, second, None, third], kind)

    write(
        "values",
        {
            "id": pa.array(["007", "8", "9", "10"]),
            "text": rows("ü, \"q\"", " ", "x", pa.string()),
            "int32": rows(5, -1, 0, pa.int32()),
            "int64": rows(5, -9007199254740993, 0, pa.int64()),
            "uint8": rows(5, 255, 0, pa.uint8()),
            "uint64": rows(5, 18446744073709551615, 0, pa.uint64()),
            "double": rows(5.0, 0.1, 1e300, pa.float64()),
            "small": rows(-0.0, 1e-7, 123456789.5, pa.float64()),
            "float": rows(5.0, 0.1, 2.5, pa.float32()),
            "half": pa.array([5.0, 0.5, None, 2.0], pa.float16()),
            "decimal": rows(decimal.Decimal("5.00"), decimal.Decimal("-0.10"), decimal.Decimal("9999999.99"), pa.decimal128(9, 2)),
            "long_decimal": rows(decimal.Decimal("5"), decimal.Decimal("-7"), decimal.Decimal("123456789012345678901234567890"), pa.decimal128(30, 0)),
            "truth": rows(True, False, True, pa.bool_()),
            "day": rows(datetime.date(2026, 1, 2), datetime.date(1969, 12, 31), datetime.date(1, 1, 1), pa.date32()),
            "instant": rows(
                datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
                datetime.datetime(1969, 12, 31, 23, 59, 59, 500000, tzinfo=UTC),
                datetime.datetime(2026, 1, 2, tzinfo=UTC),
                pa.timestamp("us", "UTC"),
            ),
            "local": rows(
                datetime.datetime(2026, 1, 2, 3, 4, 5), datetime.datetime(2026, 1, 2), datetime.datetime(1900, 1, 1), pa.timestamp("ms")
            ),
            "time": rows(datetime.time(3, 4, 5), datetime.time(0, 0), datetime.time(23, 59, 59, 1), pa.time64("us")),
            "bytes": rows(b"\x01", b"\x02", b"", pa.binary()),
            "list": rows([1, 2], [], None, pa.list_(pa.int64())),
            "struct": rows({"a": 1}, {"a": 2}, None, pa.struct([("a", pa.int64())])),
            "map": rows([("a", 1)], [], None, pa.map_(pa.string(), pa.int64())),
        },
        row_group_size=2,
    )
    scores = {"GTF": pa.array(["01", "02", "03", "04", "05"]), "SCORE": pa.array([1.0, 2.5, None, 4.0, 5.0]), "n.a": pa.array([1, 2, 3, 4, 5])}
    for codec in ("none", "snappy", "gzip", "zstd", "lz4", "brotli"):
        write("scores-" + codec, scores, compression=codec, row_group_size=2)
    write("scores-v2", scores, compression="zstd", row_group_size=2, data_page_version="2.0", use_dictionary=False)
    write("int96", {"id": ["a"], "time": pa.array([datetime.datetime(2026, 1, 2, 3, 4, 5, 6)])}, use_deprecated_int96_timestamps=True)
    write("number-ids", {"id": pa.array([1001 + i * 7 for i in range(12)] + [10001 + i for i in range(40)])})
    write("not-finite", {"id": ["a", "b", "c"], "nan": [1.0, float("nan"), 2.0], "inf": [1.0, float("inf"), 2.0]})
    inner = pa.struct([("id", pa.string()), ("x", pa.int64())])
    write(
        "names",
        {
            "s": pa.array([{"id": "a", "x": 1}, {"id": "c", "x": 2}], inner),
            "s.x": pa.array([3, 4]),
            "id": pa.array(["b", "d"]),
        },
    )
    write("twice", {"id": ["a", "a"]})
    write("no-rows", {"id": pa.array([], pa.string())})
    write("not-utf8", {"id": ["a", "b"], "text": pa.array([b"good", b"b\xe4d"]).view(pa.string())})
    write("bomb", {"id": pa.array(["a"] * 150_000), "text": pa.array(["x" * 1000] * 150_000)}, compression="zstd")
    write("only-nested", {"id": pa.array([[1], [2]])})


def polygons():
    def square(x, y, size=1.0):
        return [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]

    shapes = [Polygon(square(i % 4, i // 4)) for i in range(8)]
    shapes[3] = Polygon(square(3, 0), [square(3.25, 0.25, 0.5)])
    shapes[5] = MultiPolygon([Polygon(square(1, 1)), Polygon(square(10.123456789012345, -20.1))])
    shapes[6] = None
    shapes[7] = Polygon()
    ids = ["0%d" % i for i in range(8)]
    areas = [5, 0, 7, 8, 9, 10, 11, 12]
    wkb = pa.array([None if s is None else shapely.to_wkb(s) for s in shapes], pa.binary())
    columns = {"GEOID": ids, "AREA": pa.array(areas), "NAME": pa.array(["a", None, "c", "d", "", "f", "g", "h"]), "geometry": wkb}
    for codec in ("none", "snappy", "gzip", "zstd"):
        write("map-" + codec, columns, geo(), compression=codec, row_group_size=3)
    features = [
        {
            "type": "Feature",
            "properties": {"GEOID": i, "AREA": a, "NAME": n},
            "geometry": None if s is None else {**mapping(s), "coordinates": mapping(s)["coordinates"] or []},
        }
        for i, a, n, s in zip(ids, areas, columns["NAME"].to_pylist(), shapes)
    ]
    with open("map.json", "w") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)

    few = {"GEOID": ids[:2], "geometry": wkb[:2]}
    crs84 = {"type": "GeographicCRS", "name": "WGS 84 (CRS84)", "id": {"authority": "OGC", "code": "CRS84"}}
    for name, frame in {
        "crs84": crs84,
        "4326": {"type": "GeographicCRS", "name": "WGS 84", "id": {"authority": "EPSG", "code": 4326}},
        "nameless": {"type": "GeographicCRS", "name": "WGS 84"},
        "3857": {"type": "ProjectedCRS", "name": "WGS 84 / Pseudo-Mercator", "id": {"authority": "EPSG", "code": 3857}},
        "unknown": None,
        "other": {"type": "EngineeringCRS"},
    }.items():
        write("crs-" + name, few, geo(crs=frame))
    write("encoding", few, geo(encoding="polygon"))
    write("geo-cut", few, '{"version": "1.1.0", "primary_col')
    write("geo-list", few, "[]")
    write("geo-no-columns", few, {"version": "1.1.0", "primary_column": "geometry"})
    write("geo-other-column", few, geo("shape"))
    write("geo-text-column", few, geo("GEOID"))
    write("no-geo", few)
    write("number-ids-map", {"GEOID": [1, 2], "geometry": wkb[:2]}, geo())
    write("null-id", {"GEOID": ["a", None], "geometry": wkb[:2]}, geo())
    write("no-features", {"GEOID": pa.array([], pa.string()), "geometry": pa.array([], pa.binary())}, geo())

    one = shapely.to_wkb(shapes[0])
    odd = {
        "height": shapely.to_wkb(shapely.force_3d(shapes[0], 7), output_dimension=3, flavor="iso"),
        "extended": shapely.to_wkb(shapely.set_srid(shapely.force_3d(shapes[0], 7), 4326), include_srid=True, flavor="extended"),
        "big": shapely.to_wkb(shapes[5], byte_order=0),
        "point": shapely.to_wkb(shapely.Point(1, 2)),
        "cut": one[:-3],
        "counts": struct.pack("<BIII", 1, 3, 1, 4_000_000_000),
        "open": shapely.to_wkb(shapes[0])[:-16] + struct.pack("<dd", 0.5, 0.5),
        "nan": shapely.to_wkb(shapes[0])[:13] + struct.pack("<dd", float("nan"), 0) + shapely.to_wkb(shapes[0])[29:],
        "far": shapely.to_wkb(Polygon(square(500_000, 4_000_000))),
        "last": one,
    }
    write("odd", {"GEOID": list(odd), "geometry": pa.array(list(odd.values()))}, geo(), row_group_size=4)


tables()
polygons()
