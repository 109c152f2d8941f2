using System.Text;

namespace OpcSpaces.Storage.Series.Influx.Lines;

/// <summary>The parts of a line that are the same for every reading of a series, as UTF-8; or why it cannot have a line.</summary>
internal sealed class LineSeries
{
    /// <summary>Behind the field's own name: the field that holds a quality other than good.</summary>
    public const string QualitySuffix = "_quality";

    /// <summary>Only series of edge nodes without an outbox have this tag.</summary>
    public const string SourceTag = "source";

    public const string Foreign = "foreign";

    public LineSeries(SeriesKey key)
    {
        Fault = SeriesRefusal.FindInKey(key);
        var line = new StringBuilder();
        LineText.AppendMeasurement(line, key.Measurement);
        // Sorted by tag key, which spares the server the sorting (InfluxDB, "optimize writes"). An empty tag value is an error.
        LineText.AppendTag(line, "community", key.Community);
        LineText.AppendTag(line, "point", key.Point);
        LineText.AppendTag(line, SourceTag, key.IsForeign ? Foreign : "");
        LineText.AppendTag(line, "zone", key.Zone);
        Head = Encoding.UTF8.GetBytes(line.Append(' ').ToString());

        var field = new StringBuilder();
        LineText.AppendKey(field, key.Field);
        HeadAndField = [.. Head, .. Encoding.UTF8.GetBytes($"{field}=")];
        QualityField = Encoding.UTF8.GetBytes($"{field}{QualitySuffix}=");
    }

    public string? Fault { get; }

    /// <summary>measurement,tags and a space.</summary>
    public byte[] Head { get; }

    /// <summary>The head, and the field's name with its equals sign.</summary>
    public byte[] HeadAndField { get; }

    /// <summary>The quality field's name with its equals sign.</summary>
    public byte[] QualityField { get; }
}
