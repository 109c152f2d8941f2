using System.Globalization;
using OpcSpaces.Benchmarks.Load;

namespace OpcSpaces.Benchmarks.Sensing;

/// <summary>
/// The errors of sensing. Pulses: a real agent in a separate process counts eight S0 outputs at 50 pulses a second through the
/// driver <c>signals</c>, in real time; its stored registers are compared with what was sent. Cards: a real agent in virtual time
/// reads frames of 26 bits with noise; every entry is compared with the card that was shown. Times: frames without noise in real time
/// over the driver for the kernel's line events, which pipes stand in for, with every core busy; decoded by the times that the
/// events carry, and by the times at which they were handled, as a driver without line events has them.
/// </summary>
internal sealed class SensingScenario(RunLength length) : IScenario
{
    private const int DefaultSeconds = 30;
    private const int Seed = 20260302;
    private const int Frames = 20_000;
    private const int BusyFrames = 200;

    public string Name => "sensing";

    public string Measures => "Pulses lost at 50/s on eight inputs, and wrong card numbers accepted under noise.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        var pulses = await PulseTrial.RunAsync(length.Seconds ?? DefaultSeconds, stop);
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pulses.Sent} pulses sent, {pulses.Counted} counted, {pulses.PerSecond:0.0}/s on each input"));
        var cards = await WiegandTrial.RunAsync(Frames * (length.Rounds ?? 1), Seed, stop);
        log.WriteLine($"{cards.Frames} frames under noise ({cards.Disturbed} of them disturbed): {cards.Read} read, {cards.Wrong} wrong; bit count and parity alone would have let {cards.WrongByParityAlone} wrong ones pass");
        var busy = BusyWiegandTrial.Run(BusyFrames * (length.Rounds ?? 1), Seed);
        log.WriteLine($"{busy.Frames} frames on a busy machine: {busy.ReadByEventTime} read by the events' own times, {busy.ReadByHandlingTime} by the times at which they were handled (at worst {busy.WorstLateness.TotalMilliseconds:0.0} ms late)");
        return new Dictionary<string, double>
        {
            ["wiegand_busy_event_time_read_percent"] = Math.Round(100.0 * busy.ReadByEventTime / busy.Frames, 1),
            ["wiegand_busy_handling_time_read_percent"] = Math.Round(100.0 * busy.ReadByHandlingTime / busy.Frames, 1),
            ["pulse_loss_percent"] = 100.0 * Math.Abs(pulses.Sent - pulses.Counted) / pulses.Sent,
            ["pulses_per_s"] = Math.Round(pulses.PerSecond, 1),
            ["wiegand_error_percent"] = 100.0 * cards.Wrong / cards.Frames,
            ["wiegand_parity_only_error_percent"] = Math.Round(100.0 * cards.WrongByParityAlone / cards.Frames, 3),
            ["wiegand_read_percent"] = Math.Round(100.0 * cards.Read / cards.Frames, 2),
            ["wiegand_undisturbed_read_percent"] = Math.Round(100.0 * cards.ReadUndisturbed / (cards.Frames - cards.Disturbed), 2),
            ["load_average"] = LoadAverage.OfLastMinute(),
        };
    }
}
