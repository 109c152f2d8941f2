namespace OpcSpaces.Broker.Messages;

/// <summary>A message that was copied, because it is retained or has to wait. Immutable.</summary>
internal sealed class StoredMessage
{
    /// <summary>About what the two objects and a place in a queue or a table cost beside the bytes.</summary>
    public const int OverheadBytes = 128;

    private readonly byte[] _bytes;
    private readonly int _topicLength, _propertiesLength;
    private readonly byte _qos;
    private readonly bool _retain;

    public StoredMessage(in PublishView message)
    {
        (_topicLength, _propertiesLength, _qos, _retain) = (message.Topic.Length, message.Properties.Length, message.Qos, message.Retain);
        _bytes = GC.AllocateUninitializedArray<byte>(_topicLength + _propertiesLength + message.Payload.Length);
        message.Topic.CopyTo(_bytes);
        message.Properties.CopyTo(_bytes.AsSpan(_topicLength));
        message.Payload.CopyTo(_bytes.AsSpan(_topicLength + _propertiesLength));
    }

    public int Bytes => _bytes.Length;

    public PublishView View => new(
        _bytes.AsSpan(0, _topicLength), _bytes.AsSpan(_topicLength, _propertiesLength), _bytes.AsSpan(_topicLength + _propertiesLength), _qos, _retain);
}
