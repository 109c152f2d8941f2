using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Faults.Gateways;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Tests.Fleet;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.FirmwareSim.Truth;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.FirmwareSim.Tests.Faults;

/// <summary>The office with its real gateway, a real broker and a host, in virtual time as fast as possible.</summary>
internal sealed class OfficeFleet : IAsyncDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly MosquittoBroker _broker;
    private readonly BuildingPlan _plan;
    private readonly VirtualTime _time;
    private readonly FleetScript _script;
    private readonly VirtualTimePacer _pacer;
    private SimulatedBuilding? _building;

    private OfficeFleet(MosquittoBroker broker, CollectingHost host, double fromHours, ScriptEntry[] script)
    {
        (_broker, Host, _plan) = (broker, host, Office.With(script));
        _time = new VirtualTime(Office.At(fromHours));
        Boards = SimulatedBoard.ForAll(_plan);
        var options = new FleetOptions { DataDirectory = _data.FullPath, Broker = new MqttEndpointOptions { Host = broker.Host, Port = broker.Port } };
        var wrongClocks = script.Where(entry => entry.Kind == ScriptKind.ClockWrong).Select(entry => entry.Gateway).ToHashSet();
        Fleet = new GatewayFleet(options, FleetConfigs.Of(_plan, options), Boards, _time, wrongClocks: wrongClocks);
        _script = new FleetScript(_plan.Script, Fleet, Office.Clock, _time.GetUtcNow());
        _pacer = new VirtualTimePacer(_time, TimeProvider.System, Fleet.WaitForRoomAsync, pauses: _script);
    }

    public CollectingHost Host { get; }

    public GatewayFleet Fleet { get; }

    public Dictionary<string, SimulatedBoard> Boards { get; }

    public static async Task<OfficeFleet> StartAsync(double fromHours, params ScriptEntry[] script)
    {
        var broker = await MosquittoBroker.StartAsync();
        var office = new OfficeFleet(broker, await CollectingHost.StartAsync(broker), fromHours, script);
        await office._script.ReachAsync(office._time.GetUtcNow(), CancellationToken.None);
        await office.Fleet.StartAsync(CancellationToken.None).WaitAsync(Eventually.Patience);
        office._building = new SimulatedBuilding(office._plan, office._plan.Seed, office._time, Office.Clock, office.Boards);
        return office;
    }

    public Task RunToAsync(double hours) => _pacer.RunAsync(VirtualTimePacer.Unlimited, Office.At(hours), CancellationToken.None).WaitAsync(Eventually.Patience);

    public async Task CommittedAsync() => await Fleet.WaitUntilCommittedAsync(CancellationToken.None).WaitAsync(Eventually.Patience);

    public List<TruthRecord> Faults(double fromHours, double toHours) =>
        [.. TruthLog.Of(_plan, _plan.Seed, Office.Clock, Office.At(fromHours), Office.At(toHours)).Where(record => record.What is TruthKind.Fault)];

    public async ValueTask DisposeAsync()
    {
        await Fleet.DisposeAsync();
        _building?.Dispose();
        _script.Dispose();
        await Host.DisposeAsync();
        await _broker.DisposeAsync();
        _data.Dispose();
    }
}
