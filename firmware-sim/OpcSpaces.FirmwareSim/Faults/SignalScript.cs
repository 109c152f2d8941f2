using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Faults.Frauds;
using OpcSpaces.FirmwareSim.Faults.Happenings;
using OpcSpaces.FirmwareSim.Faults.Sensors;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Signals;

namespace OpcSpaces.FirmwareSim.Faults;

/// <summary>
/// Applies the script entries that concern sensors and their wires, between the hardware and the agents, in virtual time. Entries
/// about gateways, clocks and the broker are applied by the fleet.
/// </summary>
internal sealed class SignalScript : IDisposable
{
    private readonly List<ScriptTimer> _timers = [];

    /// <param name="context">The building; its zones need not be running yet.</param>
    /// <param name="boards">By the gateway's id; entries about other gateways are ignored.</param>
    public SignalScript(EffectContext context, IReadOnlyDictionary<string, SimulatedBoard> boards)
    {
        foreach (var entry in context.Plan.Script)
        {
            if (context.Plan.Gateways.FirstOrDefault(gateway => gateway.Points.Any(point => point.ZoneId == entry.Zone)) is not { } gateway
                || !boards.TryGetValue(gateway.Id, out var board))
                continue;
            foreach (var effect in Effects(entry, context, gateway, [.. ScriptedSensor.Of(entry, gateway, board)]))
                _timers.Add(new ScriptTimer(entry, effect, context.Time, context.Clock));
        }
    }

    public void Dispose() => _timers.ForEach(timer => timer.Dispose());

    private static IEnumerable<IEffect> Effects(ScriptEntry entry, EffectContext context, GatewayWiring gateway, List<ScriptedSensor> sensors) => entry.Kind switch
    {
        ScriptKind.StuckOn or ScriptKind.StuckOff or ScriptKind.Silent or ScriptKind.Unplugged => sensors.Select(sensor => new HeldSensor(entry.Kind, sensor)),
        ScriptKind.Noisy => sensors.Select(sensor => new NoisySensor(sensor, context.Seed, context.Time)),
        ScriptKind.Heater or ScriptKind.Fan => sensors.Select(sensor => new WarmAir(entry.Kind, sensor.Wired, context)),
        ScriptKind.TooRegular => sensors.Select(sensor => new RegularPulses(sensor, TimeSpan.FromSeconds(entry.EverySeconds), context.Time)),
        ScriptKind.LeftOn => sensors.Select(sensor => new LeftOn(entry.Watts, sensor.Wired, context)),
        ScriptKind.Crowd => sensors.Select(sensor => new Crowd(entry.People, sensor, context)),
        ScriptKind.TenCards => sensors.Take(1).Select(sensor => new TenCards(sensor, context)),
        ScriptKind.ReplayedYesterday => [new RepeatedDay(entry, gateway, sensors, context)],
        ScriptKind.UnpluggedWhenEmpty => [new UnplugWhenEmpty(entry.Zone, sensors, context)],
        _ => [],
    };
}
