using OpcSpaces.Wire.Sparkplug.Protobuf;
using Of = OpcSpaces.Wire.Sparkplug.PayloadFields;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>Encodes the objects, the last field first (see <see cref="BackwardWriter"/>).</summary>
internal static class PayloadEncoder
{
    public static void Encode(SparkplugPayload payload, BackwardWriter to)
    {
        if (payload.Body is { } body)
            to.Bytes(Of.Body, body);
        if (payload.Uuid is { } uuid)
            to.String(Of.Uuid, uuid);
        if (payload.Sequence is { } sequence)
            to.Varint(Of.Sequence, sequence);
        for (var i = payload.Metrics.Count - 1; i >= 0; i--)
            Metric(payload.Metrics[i], Of.Metric, to, 0);
        if (payload.Timestamp is { } timestamp)
            to.Varint(Of.Timestamp, timestamp);
    }

    private static void Metric(SparkplugMetric metric, uint tag, BackwardWriter to, int depth)
    {
        var before = to.Length;
        if (!metric.IsNull)
            MetricValue(metric.Value, to, depth);
        if (metric.Properties is { } properties)
            PropertySet(properties, Of.OfMetric.Properties, to, depth);
        if (metric.MetaData is { } metaData)
            MetaData(metaData, to);
        if (metric.IsNull)
            to.Boolean(Of.OfMetric.IsNull, true);
        if (metric.IsTransient)
            to.Boolean(Of.OfMetric.IsTransient, true);
        if (metric.IsHistorical)
            to.Boolean(Of.OfMetric.IsHistorical, true);
        if (metric.DataType != SparkplugDataType.Unknown)
            to.Varint(Of.OfMetric.DataType, (uint)metric.DataType);
        if (metric.Timestamp is { } timestamp)
            to.Varint(Of.OfMetric.Timestamp, timestamp);
        if (metric.Alias is { } alias)
            to.Varint(Of.OfMetric.Alias, alias);
        if (metric.Name is { } name)
            to.String(Of.OfMetric.Name, name);
        to.Head(tag, before);
    }

    private static void MetricValue(SparkplugValue value, BackwardWriter to, int depth)
    {
        if (value.TryGetBytes(out var bytes))
            to.Bytes(Of.OfMetric.Bytes, bytes);
        else if (value.TryGetExtension(out var extension))
            to.Bytes(Of.OfMetric.Extension, extension);
        else if (value.TryGetDataSet(out var dataSet))
            DataSet(dataSet!, to);
        else if (value.TryGetTemplate(out var template))
            Template(template!, to, depth);
        else
            Scalar(value, Of.OfMetric.Int >> 3, to);
    }

    private static void MetaData(SparkplugMetaData metaData, BackwardWriter to)
    {
        var before = to.Length;
        String(Of.OfMetaData.Description, metaData.Description, to);
        String(Of.OfMetaData.Md5, metaData.Md5, to);
        String(Of.OfMetaData.FileType, metaData.FileType, to);
        String(Of.OfMetaData.FileName, metaData.FileName, to);
        if (metaData.Sequence is { } sequence)
            to.Varint(Of.OfMetaData.Sequence, sequence);
        if (metaData.Size is { } size)
            to.Varint(Of.OfMetaData.Size, size);
        String(Of.OfMetaData.ContentType, metaData.ContentType, to);
        if (metaData.IsMultiPart is { } isMultiPart)
            to.Boolean(Of.OfMetaData.IsMultiPart, isMultiPart);
        to.Head(Of.OfMetric.MetaData, before);
    }

    private static void PropertySet(SparkplugPropertySet set, uint tag, BackwardWriter to, int depth)
    {
        CheckDepth(depth);
        var before = to.Length;
        for (var i = set.Entries.Count - 1; i >= 0; i--)
            Property(set.Entries[i].Value, to, depth + 1);
        for (var i = set.Entries.Count - 1; i >= 0; i--)
            to.String(Of.OfPropertySet.Key, set.Entries[i].Key);
        to.Head(tag, before);
    }

    private static void Property(SparkplugProperty property, BackwardWriter to, int depth)
    {
        var before = to.Length;
        if (property.IsNull)
            to.Boolean(Of.OfProperty.IsNull, true);
        else if (property.Value.TryGetPropertySet(out var set))
            PropertySet(set!, Of.OfProperty.PropertySet, to, depth);
        else if (property.Value.TryGetPropertySets(out var sets))
            PropertySets(sets!, to, depth);
        else if (property.Value.TryGetExtension(out var extension))
            to.Bytes(Of.OfProperty.Extension, extension);
        else
            Scalar(property.Value, Of.OfProperty.FirstValue, to);
        to.Varint(Of.OfProperty.Type, (uint)property.Type);
        to.Head(Of.OfPropertySet.Value, before);
    }

    private static void PropertySets(List<SparkplugPropertySet> sets, BackwardWriter to, int depth)
    {
        var before = to.Length;
        for (var i = sets.Count - 1; i >= 0; i--)
            PropertySet(sets[i], Of.OfPropertySetList.Set, to, depth);
        to.Head(Of.OfProperty.PropertySets, before);
    }

    private static void DataSet(SparkplugDataSet dataSet, BackwardWriter to)
    {
        if (dataSet.Types.Count != dataSet.Columns.Count)
            throw new ArgumentException("a DataSet has not as many types as columns");
        var before = to.Length;
        for (var i = dataSet.Rows.Count - 1; i >= 0; i--)
            Row(dataSet.Rows[i], dataSet.Columns.Count, to);
        for (var i = dataSet.Types.Count - 1; i >= 0; i--)
            to.Varint(Of.OfDataSet.Type, (uint)dataSet.Types[i]);
        for (var i = dataSet.Columns.Count - 1; i >= 0; i--)
            to.String(Of.OfDataSet.Column, dataSet.Columns[i]);
        to.Varint(Of.OfDataSet.ColumnCount, (ulong)dataSet.Columns.Count);
        to.Head(Of.OfMetric.DataSet, before);
    }

    private static void Row(SparkplugValue[] elements, int columns, BackwardWriter to)
    {
        if (elements.Length != columns)
            throw new ArgumentException("a DataSet has a row with not as many elements as columns");
        var before = to.Length;
        for (var i = elements.Length - 1; i >= 0; i--)
        {
            var beforeElement = to.Length;
            if (elements[i].TryGetExtension(out var extension))
                to.Bytes(Of.OfElement.Extension, extension);
            else
                Scalar(elements[i], Of.OfElement.FirstValue, to);
            to.Head(Of.OfRow.Element, beforeElement);
        }
        to.Head(Of.OfDataSet.Row, before);
    }

    private static void Template(SparkplugTemplate template, BackwardWriter to, int depth)
    {
        CheckDepth(depth);
        var before = to.Length;
        if (template.IsDefinition is { } isDefinition)
            to.Boolean(Of.OfTemplate.IsDefinition, isDefinition);
        String(Of.OfTemplate.Reference, template.Reference, to);
        for (var i = template.Parameters.Count - 1; i >= 0; i--)
            Parameter(template.Parameters[i], to);
        for (var i = template.Metrics.Count - 1; i >= 0; i--)
            Metric(template.Metrics[i], Of.OfTemplate.Metric, to, depth + 1);
        String(Of.OfTemplate.Version, template.Version, to);
        to.Head(Of.OfMetric.Template, before);
    }

    private static void Parameter(SparkplugParameter parameter, BackwardWriter to)
    {
        var before = to.Length;
        if (parameter.Value.TryGetExtension(out var extension))
            to.Bytes(Of.OfParameter.Extension, extension);
        else
            Scalar(parameter.Value, Of.OfParameter.FirstValue, to);
        to.Varint(Of.OfParameter.Type, (uint)parameter.Type);
        String(Of.OfParameter.Name, parameter.Name, to);
        to.Head(Of.OfTemplate.Parameter, before);
    }

    private static void Scalar(SparkplugValue value, uint firstField, BackwardWriter to)
    {
        switch (value.Kind)
        {
            case SparkplugValueKind.None:
                break;
            case SparkplugValueKind.Int:
                to.Varint((firstField << 3) | WireTag.Varint, value.Bits);
                break;
            case SparkplugValueKind.Long:
                to.Varint(((firstField + 1) << 3) | WireTag.Varint, value.Bits);
                break;
            case SparkplugValueKind.Float:
                to.Fixed32(((firstField + 2) << 3) | WireTag.Fixed32, (uint)value.Bits);
                break;
            case SparkplugValueKind.Double:
                to.Fixed64(((firstField + 3) << 3) | WireTag.Fixed64, value.Bits);
                break;
            case SparkplugValueKind.Boolean:
                to.Varint(((firstField + 4) << 3) | WireTag.Varint, value.Bits);
                break;
            case SparkplugValueKind.String when value.TryGetString(out var text):
                to.String(((firstField + 5) << 3) | WireTag.Bytes, text);
                break;
            default:
                throw new ArgumentException($"a value of kind {value.Kind} may not stand here");
        }
    }

    private static void String(uint tag, string? value, BackwardWriter to)
    {
        if (value is not null)
            to.String(tag, value);
    }

    private static void CheckDepth(int depth)
    {
        if (depth >= SparkplugCodec.MaxDepth)
            throw new ArgumentException("templates or property sets are nested too deeply");
    }
}
