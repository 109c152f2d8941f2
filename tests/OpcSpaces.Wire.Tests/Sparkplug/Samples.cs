using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Sparkplug;

/// <summary>Small payloads that several tests use.</summary>
internal static class Samples
{
    public static SparkplugPayload PayloadOf(params SparkplugMetric[] metrics)
    {
        var payload = new SparkplugPayload { Timestamp = 1_790_000_000_000, Sequence = 3 };
        payload.Metrics.AddRange(metrics);
        return payload;
    }

    public static SparkplugDataSet DataSet()
    {
        var dataSet = new SparkplugDataSet();
        dataSet.Columns.AddRange(["desk", "used"]);
        dataSet.Types.AddRange([SparkplugDataType.String, SparkplugDataType.Boolean]);
        dataSet.Rows.Add([SparkplugValue.FromString("12"), SparkplugValue.FromBoolean(true)]);
        dataSet.Rows.Add([SparkplugValue.FromString("13"), SparkplugValue.None]);
        return dataSet;
    }

    public static SparkplugTemplate TemplateInstance()
    {
        var template = new SparkplugTemplate { Reference = "t", IsDefinition = false, Version = "1" };
        template.Metrics.Add(new SparkplugMetric { Name = "member", DataType = SparkplugDataType.Int16, Value = SparkplugValue.FromInt32(-1) });
        template.Parameters.Add(new SparkplugParameter("p", SparkplugDataType.Double, SparkplugValue.FromDouble(0.5)));
        return template;
    }

    /// <summary>A payload of nested templates.</summary>
    public static SparkplugPayload Nested(int levels)
    {
        var metric = new SparkplugMetric { Alias = 1, Value = SparkplugValue.FromInt32(1) };
        for (var i = 0; i < levels; i++)
        {
            var template = new SparkplugTemplate();
            template.Metrics.Add(metric);
            metric = new SparkplugMetric { Value = SparkplugValue.FromTemplate(template) };
        }
        return PayloadOf(metric);
    }
}
