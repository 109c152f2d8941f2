using OpcSpaces.Wire.Sparkplug.Protobuf;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>The tags (field number × 8 + wire type) of the messages in <c>sparkplug_b.proto</c> (§6.4.1), and the number of each message's last defined field.</summary>
internal static class PayloadFields
{
    public const uint Timestamp = (1 << 3) | WireTag.Varint;
    public const uint Metric = (2 << 3) | WireTag.Bytes;
    public const uint Sequence = (3 << 3) | WireTag.Varint;
    public const uint Uuid = (4 << 3) | WireTag.Bytes;
    public const uint Body = (5 << 3) | WireTag.Bytes;
    public const uint Last = 5;

    public static class OfMetric
    {
        public const uint Name = (1 << 3) | WireTag.Bytes;
        public const uint Alias = (2 << 3) | WireTag.Varint;
        public const uint Timestamp = (3 << 3) | WireTag.Varint;
        public const uint DataType = (4 << 3) | WireTag.Varint;
        public const uint IsHistorical = (5 << 3) | WireTag.Varint;
        public const uint IsTransient = (6 << 3) | WireTag.Varint;
        public const uint IsNull = (7 << 3) | WireTag.Varint;
        public const uint MetaData = (8 << 3) | WireTag.Bytes;
        public const uint Properties = (9 << 3) | WireTag.Bytes;
        public const uint Int = (10 << 3) | WireTag.Varint;
        public const uint Long = (11 << 3) | WireTag.Varint;
        public const uint Float = (12 << 3) | WireTag.Fixed32;
        public const uint Double = (13 << 3) | WireTag.Fixed64;
        public const uint Boolean = (14 << 3) | WireTag.Varint;
        public const uint String = (15 << 3) | WireTag.Bytes;
        public const uint Bytes = (16 << 3) | WireTag.Bytes;
        public const uint DataSet = (17 << 3) | WireTag.Bytes;
        public const uint Template = (18 << 3) | WireTag.Bytes;
        public const uint Extension = (19 << 3) | WireTag.Bytes;
        public const uint Last = 19;
    }

    public static class OfMetaData
    {
        public const uint IsMultiPart = (1 << 3) | WireTag.Varint;
        public const uint ContentType = (2 << 3) | WireTag.Bytes;
        public const uint Size = (3 << 3) | WireTag.Varint;
        public const uint Sequence = (4 << 3) | WireTag.Varint;
        public const uint FileName = (5 << 3) | WireTag.Bytes;
        public const uint FileType = (6 << 3) | WireTag.Bytes;
        public const uint Md5 = (7 << 3) | WireTag.Bytes;
        public const uint Description = (8 << 3) | WireTag.Bytes;
        public const uint Last = 8;
    }

    public static class OfPropertySet
    {
        public const uint Key = (1 << 3) | WireTag.Bytes;
        public const uint Value = (2 << 3) | WireTag.Bytes;
        public const uint Last = 2;
    }

    public static class OfPropertySetList
    {
        public const uint Set = (1 << 3) | WireTag.Bytes;
        public const uint Last = 1;
    }

    public static class OfProperty
    {
        public const uint Type = (1 << 3) | WireTag.Varint;
        public const uint IsNull = (2 << 3) | WireTag.Varint;
        public const uint FirstValue = 3;
        public const uint PropertySet = (9 << 3) | WireTag.Bytes;
        public const uint PropertySets = (10 << 3) | WireTag.Bytes;
        public const uint Extension = (11 << 3) | WireTag.Bytes;
        public const uint Last = 11;
    }

    public static class OfDataSet
    {
        public const uint ColumnCount = (1 << 3) | WireTag.Varint;
        public const uint Column = (2 << 3) | WireTag.Bytes;
        public const uint Type = (3 << 3) | WireTag.Varint;
        public const uint PackedTypes = (3 << 3) | WireTag.Bytes;
        public const uint Row = (4 << 3) | WireTag.Bytes;
        public const uint Last = 4;
    }

    public static class OfRow
    {
        public const uint Element = (1 << 3) | WireTag.Bytes;
        public const uint Last = 1;
    }

    public static class OfElement
    {
        public const uint FirstValue = 1;
        public const uint Extension = (7 << 3) | WireTag.Bytes;
        public const uint Last = 7;
    }

    public static class OfTemplate
    {
        public const uint Version = (1 << 3) | WireTag.Bytes;
        public const uint Metric = (2 << 3) | WireTag.Bytes;
        public const uint Parameter = (3 << 3) | WireTag.Bytes;
        public const uint Reference = (4 << 3) | WireTag.Bytes;
        public const uint IsDefinition = (5 << 3) | WireTag.Varint;
        public const uint Last = 5;
    }

    public static class OfParameter
    {
        public const uint Name = (1 << 3) | WireTag.Bytes;
        public const uint Type = (2 << 3) | WireTag.Varint;
        public const uint FirstValue = 3;
        public const uint Extension = (9 << 3) | WireTag.Bytes;
        public const uint Last = 9;
    }
}
