using System.Globalization;
using System.Text;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Sparkplug;

/// <summary>A payload's whole content as text: two payloads are equal when their texts are. <see cref="ReferenceText"/> writes the same for Google's objects.</summary>
internal static class PayloadText
{
    public static string Of(SparkplugPayload payload)
    {
        var text = new StringBuilder($"payload ts={payload.Timestamp} seq={payload.Sequence} uuid={payload.Uuid} body={Hex(payload.Body)}");
        foreach (var metric in payload.Metrics)
            Metric(text, metric);
        return text.ToString();
    }

    public static string Number(float value) => BitConverter.SingleToUInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture);

    public static string Number(double value) => BitConverter.DoubleToUInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);

    private static void Metric(StringBuilder text, SparkplugMetric metric)
    {
        text.Append(CultureInfo.InvariantCulture, $"\nmetric name={metric.Name} alias={metric.Alias} ts={metric.Timestamp} type={(uint)metric.DataType} ")
            .Append(CultureInfo.InvariantCulture, $"h={metric.IsHistorical} t={metric.IsTransient} n={metric.IsNull}");
        if (metric.MetaData is { } m)
            text.Append(CultureInfo.InvariantCulture, $" meta({m.IsMultiPart},{m.ContentType},{m.Size},{m.Sequence},{m.FileName},{m.FileType},{m.Md5},{m.Description})");
        if (metric.Properties is { } properties)
            Set(text, properties);
        Value(text, metric.Value);
    }

    private static void Set(StringBuilder text, SparkplugPropertySet set)
    {
        text.Append(" set{");
        foreach (var (key, property) in set.Entries)
        {
            text.Append(CultureInfo.InvariantCulture, $" {key}:{(uint)property.Type},{property.IsNull}");
            Value(text, property.Value);
        }
        text.Append('}');
    }

    private static void Value(StringBuilder text, SparkplugValue value)
    {
        if (value.TryGetString(out var s))
            text.Append(" string=").Append(s);
        else if (value.TryGetBytes(out var bytes))
            text.Append(" bytes=").Append(Hex(bytes));
        else if (value.TryGetDataSet(out var dataSet))
            DataSet(text, dataSet!);
        else if (value.TryGetTemplate(out var template))
            Template(text, template!);
        else if (value.TryGetPropertySet(out var set))
            Set(text, set!);
        else if (value.TryGetPropertySets(out var sets))
        {
            text.Append(" sets[");
            foreach (var one in sets!)
                Set(text, one);
            text.Append(']');
        }
        else if (value.Kind is SparkplugValueKind.Float)
            text.Append(CultureInfo.InvariantCulture, $" Float={value.Bits:x8}");
        else if (value.Kind is SparkplugValueKind.Double)
            text.Append(CultureInfo.InvariantCulture, $" Double={value.Bits:x16}");
        else if (value.TryGetExtension(out var extension))
            text.Append(" extension=").Append(Hex(extension));
        else
            text.Append(CultureInfo.InvariantCulture, $" {value.Kind}={value.Bits}");
    }

    private static void DataSet(StringBuilder text, SparkplugDataSet dataSet)
    {
        text.Append(" dataset(").AppendJoin(',', dataSet.Columns).Append(';').AppendJoin(',', dataSet.Types.Select(type => (uint)type));
        foreach (var row in dataSet.Rows)
        {
            text.Append(" row");
            foreach (var element in row)
                Value(text, element);
        }
        text.Append(')');
    }

    private static void Template(StringBuilder text, SparkplugTemplate template)
    {
        text.Append(CultureInfo.InvariantCulture, $" template({template.Version},{template.Reference},{template.IsDefinition}");
        foreach (var metric in template.Metrics)
            Metric(text, metric);
        foreach (var parameter in template.Parameters)
        {
            text.Append(CultureInfo.InvariantCulture, $" parameter {parameter.Name}:{(uint)parameter.Type}");
            Value(text, parameter.Value);
        }
        text.Append(')');
    }

    private static string? Hex(byte[]? bytes) => bytes is null ? null : Convert.ToHexString(bytes);
}
