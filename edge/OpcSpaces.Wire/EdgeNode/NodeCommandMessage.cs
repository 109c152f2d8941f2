using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>What a host may write with an NCMD: a rebirth request, and the watermark with epoch and link. Other metrics are only counted.</summary>
internal readonly record struct NodeCommandMessage(bool Rebirth, ulong? Epoch, ulong? Committed, ChainLink? Chain, int Refused)
{
    /// <summary>The watermark, when the command writes one.</summary>
    public CommittedCommand? Watermark => this is { Epoch: { } epoch, Committed: { } committed } ? new CommittedCommand(epoch, committed, Chain) : null;

    /// <summary>
    /// Metrics are named by name or, after a birth, by alias (tck-id-payloads-alias-data-cmd-requirement). False when the payload cannot be
    /// read, or has only one of watermark and epoch; then the whole command is ignored.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, BornNode? born, out NodeCommandMessage command)
    {
        command = default;
        var reader = new PayloadReader(payload);
        while (reader.TryReadNext(out var metric))
        {
            if (Is(metric, "Node Control/Rebirth"u8, alias: null) && metric.TryGetBoolean(out var rebirth) && rebirth)
                command = command with { Rebirth = true };
            else if (Is(metric, "Outbox/Epoch"u8, born?.EpochAlias) && metric.TryGetUInt64(out var epoch))
                command = command with { Epoch = epoch };
            else if (Is(metric, "Outbox/Committed"u8, born?.CommittedAlias) && metric.TryGetUInt64(out var committed))
                command = command with { Committed = committed };
            else if (Is(metric, "Outbox/CommittedChain"u8, born?.CommittedChainAlias) && ChainLink.From(metric.Bytes) is { } chain)
                command = command with { Chain = chain };
            else
                command = command with { Refused = command.Refused + 1 };
        }

        return reader.Error is null && command.Epoch.HasValue == command.Committed.HasValue;
    }

    private static bool Is(in MetricView metric, ReadOnlySpan<byte> name, ulong? alias) =>
        metric.Error is null && (metric.Name.Length > 0 ? metric.Name.SequenceEqual(name) : metric.HasAlias && metric.Alias == alias);
}
