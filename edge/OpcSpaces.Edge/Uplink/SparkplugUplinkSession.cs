using OpcSpaces.Wire.EdgeNode;

namespace OpcSpaces.Edge.Uplink;

/// <summary>A real session, as the uplink uses it.</summary>
internal sealed class SparkplugUplinkSession(EdgeNodeSession session) : IUplinkSession
{
    public ValueTask<bool> PublishDataAsync(string? device, ulong sequence, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        session.PublishDataAsync(device, sequence, content, cancellation);

    public Task<bool> RebirthAsync() => session.RebirthAsync();
}
