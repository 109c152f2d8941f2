using System.Globalization;
using System.Text;
using OpcSpaces.Reference;

namespace OpcSpaces.Wire.Tests.Sparkplug;

/// <summary>What Google.Protobuf read, as text in the form of <see cref="PayloadText"/>.</summary>
internal static class ReferenceText
{
    public static string Of(Payload payload)
    {
        var text = new StringBuilder($"payload ts={(payload.HasTimestamp ? payload.Timestamp : null)} seq={(payload.HasSeq ? payload.Seq : null)} ")
            .Append(CultureInfo.InvariantCulture, $"uuid={(payload.HasUuid ? payload.Uuid : null)} body={(payload.HasBody ? Hex(payload.Body) : null)}");
        foreach (var metric in payload.Metrics)
            OfMetric(text, metric);
        return text.ToString();
    }

    private static void OfMetric(StringBuilder text, Metric metric)
    {
        text.Append(CultureInfo.InvariantCulture, $"\nmetric name={(metric.HasName ? metric.Name : null)} alias={(metric.HasAlias ? metric.Alias : null)} ")
            .Append(CultureInfo.InvariantCulture, $"ts={(metric.HasTimestamp ? metric.Timestamp : null)} type={metric.Datatype} ")
            .Append(CultureInfo.InvariantCulture, $"h={metric.IsHistorical} t={metric.IsTransient} n={metric.IsNull}");
        if (metric.Metadata is { } m)
            OfMetaData(text, m);
        if (metric.Properties is { } properties)
            OfSet(text, properties);
        text.Append(metric.ValueCase switch
        {
            Metric.ValueOneofCase.IntValue => $" Int={metric.IntValue}",
            Metric.ValueOneofCase.LongValue => $" Long={metric.LongValue}",
            Metric.ValueOneofCase.FloatValue => $" Float={PayloadText.Number(metric.FloatValue)}",
            Metric.ValueOneofCase.DoubleValue => $" Double={PayloadText.Number(metric.DoubleValue)}",
            Metric.ValueOneofCase.BooleanValue => $" Boolean={(metric.BooleanValue ? 1 : 0)}",
            Metric.ValueOneofCase.StringValue => $" string={metric.StringValue}",
            Metric.ValueOneofCase.BytesValue => $" bytes={Hex(metric.BytesValue)}",
            Metric.ValueOneofCase.ExtensionValue => $" extension={Hex(metric.ExtensionValue)}",
            Metric.ValueOneofCase.None => " None=0",
            _ => "",
        });
        if (metric.ValueCase == Metric.ValueOneofCase.DatasetValue)
            OfDataSet(text, metric.DatasetValue);
        else if (metric.ValueCase == Metric.ValueOneofCase.TemplateValue)
            OfTemplate(text, metric.TemplateValue);
    }

    private static void OfMetaData(StringBuilder text, MetaData m) => text.Append(" meta(").AppendJoin(',', new object?[]
    {
        m.HasIsMultiPart ? m.IsMultiPart : null, m.HasContentType ? m.ContentType : null, m.HasSize ? m.Size : null, m.HasSeq ? m.Seq : null,
        m.HasFileName ? m.FileName : null, m.HasFileType ? m.FileType : null, m.HasMd5 ? m.Md5 : null, m.HasDescription ? m.Description : null,
    }).Append(')');

    private static void OfSet(StringBuilder text, PropertySet set)
    {
        text.Append(" set{");
        foreach (var (key, value) in set.Keys.Zip(set.Values))
        {
            text.Append(CultureInfo.InvariantCulture, $" {key}:{value.Type},{value.IsNull}");
            OfProperty(text, value);
        }
        text.Append('}');
    }

    private static void OfProperty(StringBuilder text, PropertyValue value)
    {
        text.Append(value.ValueCase switch
        {
            PropertyValue.ValueOneofCase.IntValue => $" Int={value.IntValue}",
            PropertyValue.ValueOneofCase.LongValue => $" Long={value.LongValue}",
            PropertyValue.ValueOneofCase.FloatValue => $" Float={PayloadText.Number(value.FloatValue)}",
            PropertyValue.ValueOneofCase.DoubleValue => $" Double={PayloadText.Number(value.DoubleValue)}",
            PropertyValue.ValueOneofCase.BooleanValue => $" Boolean={(value.BooleanValue ? 1 : 0)}",
            PropertyValue.ValueOneofCase.StringValue => $" string={value.StringValue}",
            PropertyValue.ValueOneofCase.ExtensionValue => $" extension={Hex(value.ExtensionValue)}",
            PropertyValue.ValueOneofCase.None => " None=0",
            _ => "",
        });
        if (value.ValueCase == PropertyValue.ValueOneofCase.PropertysetValue)
            OfSet(text, value.PropertysetValue);
        if (value.ValueCase != PropertyValue.ValueOneofCase.PropertysetsValue)
            return;
        text.Append(" sets[");
        foreach (var one in value.PropertysetsValue.Propertyset)
            OfSet(text, one);
        text.Append(']');
    }

    private static void OfDataSet(StringBuilder text, DataSet dataSet)
    {
        text.Append(" dataset(").AppendJoin(',', dataSet.Columns).Append(';').AppendJoin(',', dataSet.Types_);
        foreach (var row in dataSet.Rows)
        {
            text.Append(" row");
            foreach (var e in row.Elements)
            {
                text.Append(e.ValueCase switch
                {
                    DataSet.Types.Element.ValueOneofCase.IntValue => $" Int={e.IntValue}",
                    DataSet.Types.Element.ValueOneofCase.LongValue => $" Long={e.LongValue}",
                    DataSet.Types.Element.ValueOneofCase.FloatValue => $" Float={PayloadText.Number(e.FloatValue)}",
                    DataSet.Types.Element.ValueOneofCase.DoubleValue => $" Double={PayloadText.Number(e.DoubleValue)}",
                    DataSet.Types.Element.ValueOneofCase.BooleanValue => $" Boolean={(e.BooleanValue ? 1 : 0)}",
                    DataSet.Types.Element.ValueOneofCase.StringValue => $" string={e.StringValue}",
                    DataSet.Types.Element.ValueOneofCase.ExtensionValue => $" extension={Hex(e.ExtensionValue)}",
                    _ => " None=0",
                });
            }
        }
        text.Append(')');
    }

    private static void OfTemplate(StringBuilder text, Template template)
    {
        text.Append(CultureInfo.InvariantCulture, $" template({(template.HasVersion ? template.Version : null)},")
            .Append(CultureInfo.InvariantCulture, $"{(template.HasTemplateRef ? template.TemplateRef : null)},{(template.HasIsDefinition ? template.IsDefinition : null)}");
        foreach (var metric in template.Metrics)
            OfMetric(text, metric);
        foreach (var p in template.Parameters)
        {
            text.Append(CultureInfo.InvariantCulture, $" parameter {(p.HasName ? p.Name : null)}:{p.Type}").Append(p.ValueCase switch
            {
                Template.Types.Parameter.ValueOneofCase.IntValue => $" Int={p.IntValue}",
                Template.Types.Parameter.ValueOneofCase.LongValue => $" Long={p.LongValue}",
                Template.Types.Parameter.ValueOneofCase.FloatValue => $" Float={PayloadText.Number(p.FloatValue)}",
                Template.Types.Parameter.ValueOneofCase.DoubleValue => $" Double={PayloadText.Number(p.DoubleValue)}",
                Template.Types.Parameter.ValueOneofCase.BooleanValue => $" Boolean={(p.BooleanValue ? 1 : 0)}",
                Template.Types.Parameter.ValueOneofCase.StringValue => $" string={p.StringValue}",
                Template.Types.Parameter.ValueOneofCase.ExtensionValue => $" extension={Hex(p.ExtensionValue)}",
                _ => " None=0",
            });
        }
        text.Append(')');
    }

    private static string Hex(Google.Protobuf.ByteString bytes) => Convert.ToHexString(bytes.Span);
}
