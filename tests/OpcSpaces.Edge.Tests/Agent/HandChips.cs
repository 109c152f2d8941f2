using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.PowerMonitors;

namespace OpcSpaces.Edge.Tests.Agent;

/// <summary>One card reader that a test lays cards on by hand.</summary>
internal sealed class HandChips : IBusController, ICardReader
{
    private volatile byte[] _card = [];

    public byte[] Card
    {
        set => _card = value;
    }

    public IPowerMonitor OpenPowerMonitor(BusAddress address) => throw new ArgumentException("There is no power monitor.", nameof(address));

    public IClimateSensor OpenClimateSensor(BusAddress address) => throw new ArgumentException("There is no climate sensor.", nameof(address));

    public ICardReader OpenCardReader(BusAddress address) => this;

    public bool TryRead(Span<byte> uid, out int length)
    {
        var card = _card;
        card.CopyTo(uid);
        length = card.Length;
        return true;
    }

    public void Dispose() => _card = [];
}
