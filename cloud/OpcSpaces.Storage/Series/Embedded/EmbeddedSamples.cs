using OpcSpaces.Points;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Series.Embedded;

/// <summary>Readings as they stand in the file.</summary>
internal static class EmbeddedSamples
{
    /// <summary>What <see cref="Read"/> takes of the table <c>reading</c>.</summary>
    public const string Columns = "time_ns, value, coalesce(quality, 192)";

    public static SeriesSample Read(SqliteStatement row) => new(row.Int64(0), Value(row), (int)row.Int64(2));

    private static PointValue Value(SqliteStatement row) => row.Type(1) switch
    {
        1 => PointValue.Of(row.Int64(1)),
        2 => PointValue.Of(row.Double(1)),
        3 => PointValue.Of(row.Text(1)),
        _ => PointValue.Null,
    };
}
