using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.CardReaders;

namespace OpcSpaces.Edge.Tests.Agent;

/// <summary>One card reader that a test lays cards on by hand.</summary>
internal sealed class HandChips : IBusController, ICardReader
{
    private volatile byte[] _card = [];

    public byte[] Card
    {
        set => _card = value;
    }

    public TChip Open<TChip>(BusAddress address)
        where TChip : class => this as TChip ?? throw new ArgumentException($"There is no {typeof(TChip).Name}.", nameof(address));

    public bool TryRead(Span<byte> uid, out int length)
    {
        var card = _card;
        card.CopyTo(uid);
        length = card.Length;
        return true;
    }

    public void Dispose() => _card = [];
}
