using Of = OpcSpaces.Wire.Sparkplug.PayloadFields;

namespace OpcSpaces.Wire.Sparkplug;

/// <content>The messages inside metrics: property sets, DataSets and templates.</content>
internal ref partial struct PayloadDecoder
{
    private void ReadPropertySet(SparkplugPropertySet set)
    {
        if (!TryDescend())
            return;
        Charge(160);
        List<string> keys = [];
        List<SparkplugProperty> values = [];
        var outer = _reader.Enter();
        while (_reader.TryReadTag(out var tag))
        {
            if (tag == Of.OfPropertySet.Key)
                keys.Add(ReadString());
            else if (tag == Of.OfPropertySet.Value)
                values.Add(ReadProperty());
            else
                _reader.SkipUnknown(tag, Of.OfPropertySet.Last);
        }
        if (keys.Count != values.Count)
            _reader.Fail("a property set has different numbers of keys and values");
        _reader.Leave(outer);
        _depth--;
        if (_reader.Error is not null)
            return;
        for (var i = 0; i < keys.Count; i++)
            set.Add(keys[i], values[i]);
    }

    private SparkplugProperty ReadProperty()
    {
        Charge(96);
        var type = SparkplugDataType.Unknown;
        var isNull = false;
        var value = SparkplugValue.None;
        var outer = _reader.Enter();
        while (_reader.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Of.OfProperty.Type:
                    type = (SparkplugDataType)(uint)_reader.ReadVarint();
                    break;
                case Of.OfProperty.IsNull:
                    isNull = _reader.ReadBoolean();
                    break;
                case Of.OfProperty.PropertySet:
                    if (!value.TryGetPropertySet(out var set))
                        value = SparkplugValue.FromPropertySet(set = new SparkplugPropertySet());
                    ReadPropertySet(set!);
                    break;
                case Of.OfProperty.PropertySets:
                    if (!value.TryGetPropertySets(out var sets))
                        value = SparkplugValue.FromPropertySets(sets = []);
                    ReadPropertySets(sets!);
                    break;
                case Of.OfProperty.Extension:
                    value = SparkplugValue.FromExtension(ReadByteArray());
                    break;
                default:
                    if (TryReadScalar(tag, Of.OfProperty.FirstValue, out var scalar))
                        value = scalar;
                    else
                        _reader.SkipUnknown(tag, Of.OfProperty.Last);
                    break;
            }
        }
        _reader.Leave(outer);
        return new SparkplugProperty(type, value, isNull);
    }

    private void ReadPropertySets(List<SparkplugPropertySet> sets)
    {
        Charge(48);
        var outer = _reader.Enter();
        while (_reader.TryReadTag(out var tag))
        {
            if (tag == Of.OfPropertySetList.Set)
            {
                var set = new SparkplugPropertySet();
                sets.Add(set);
                ReadPropertySet(set);
            }
            else
                _reader.SkipUnknown(tag, Of.OfPropertySetList.Last);
        }
        _reader.Leave(outer);
    }

    private void ReadDataSet(SparkplugDataSet dataSet)
    {
        Charge(160);
        ulong? columns = null;
        List<SparkplugValue> row = [];
        var outer = _reader.Enter();
        while (_reader.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Of.OfDataSet.ColumnCount:
                    columns = _reader.ReadVarint();
                    break;
                case Of.OfDataSet.Column:
                    dataSet.Columns.Add(ReadString());
                    break;
                case Of.OfDataSet.Type:
                    AddType(dataSet);
                    break;
                case Of.OfDataSet.PackedTypes:
                    var afterTypes = _reader.Enter();
                    while (!_reader.IsAtEnd)
                        AddType(dataSet);
                    _reader.Leave(afterTypes);
                    break;
                case Of.OfDataSet.Row:
                    dataSet.Rows.Add(ReadRow(row));
                    break;
                default:
                    _reader.SkipUnknown(tag, Of.OfDataSet.Last);
                    break;
            }
        }
        if (dataSet.Columns.Count != dataSet.Types.Count || (columns is { } declared && declared != (ulong)dataSet.Columns.Count))
            _reader.Fail("a DataSet has not as many types as columns");
        else if (dataSet.Rows.Exists(elements => elements.Length != dataSet.Columns.Count))
            _reader.Fail("a DataSet has a row with not as many elements as columns");
        _reader.Leave(outer);
    }

    private void AddType(SparkplugDataSet dataSet)
    {
        Charge(8);
        dataSet.Types.Add((SparkplugDataType)(uint)_reader.ReadVarint());
    }

    private SparkplugValue[] ReadRow(List<SparkplugValue> row)
    {
        Charge(32);
        row.Clear();
        var outer = _reader.Enter();
        while (_reader.TryReadTag(out var tag))
        {
            if (tag == Of.OfRow.Element)
                row.Add(ReadElement());
            else
                _reader.SkipUnknown(tag, Of.OfRow.Last);
        }
        _reader.Leave(outer);
        return [.. row];
    }

    private SparkplugValue ReadElement()
    {
        Charge(24);
        var value = SparkplugValue.None;
        var outer = _reader.Enter();
        while (_reader.TryReadTag(out var tag))
        {
            if (tag == Of.OfElement.Extension)
                value = SparkplugValue.FromExtension(ReadByteArray());
            else if (TryReadScalar(tag, Of.OfElement.FirstValue, out var scalar))
                value = scalar;
            else
                _reader.SkipUnknown(tag, Of.OfElement.Last);
        }
        _reader.Leave(outer);
        return value;
    }

    private void ReadTemplate(SparkplugTemplate template)
    {
        if (!TryDescend())
            return;
        Charge(160);
        var outer = _reader.Enter();
        while (_reader.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Of.OfTemplate.Version:
                    template.Version = ReadString();
                    break;
                case Of.OfTemplate.Metric:
                    template.Metrics.Add(ReadMetric());
                    break;
                case Of.OfTemplate.Parameter:
                    template.Parameters.Add(ReadParameter());
                    break;
                case Of.OfTemplate.Reference:
                    template.Reference = ReadString();
                    break;
                case Of.OfTemplate.IsDefinition:
                    template.IsDefinition = _reader.ReadBoolean();
                    break;
                default:
                    _reader.SkipUnknown(tag, Of.OfTemplate.Last);
                    break;
            }
        }
        _reader.Leave(outer);
        _depth--;
    }

    private SparkplugParameter ReadParameter()
    {
        Charge(80);
        string? name = null;
        var type = SparkplugDataType.Unknown;
        var value = SparkplugValue.None;
        var outer = _reader.Enter();
        while (_reader.TryReadTag(out var tag))
        {
            if (tag == Of.OfParameter.Name)
                name = ReadString();
            else if (tag == Of.OfParameter.Type)
                type = (SparkplugDataType)(uint)_reader.ReadVarint();
            else if (tag == Of.OfParameter.Extension)
                value = SparkplugValue.FromExtension(ReadByteArray());
            else if (TryReadScalar(tag, Of.OfParameter.FirstValue, out var scalar))
                value = scalar;
            else
                _reader.SkipUnknown(tag, Of.OfParameter.Last);
        }
        _reader.Leave(outer);
        return new SparkplugParameter(name, type, value);
    }
}
