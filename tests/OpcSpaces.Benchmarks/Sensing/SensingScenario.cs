using System.Globalization;
using OpcSpaces.Benchmarks.Load;

namespace OpcSpaces.Benchmarks.Sensing;

/// <summary>
/// The errors of sensing. Pulses: a real agent in a separate process counts eight S0 outputs at 50 pulses a second through the
/// driver <c>signals</c>, in real time; its stored registers are compared with what was sent. Cards: a real agent in virtual time
/// reads frames of 26 bits with noise; every entry is compared with the card that was shown.
/// </summary>
internal sealed class SensingScenario(RunLength length) : IScenario
{
    private const int DefaultSeconds = 30;
    private const int Seed = 20260302;
    private const int Frames = 20_000;

    public string Name => "sensing";

    public string Measures => "Pulses lost at 50/s on eight inputs, and wrong card numbers accepted under noise.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        var pulses = await PulseTrial.RunAsync(length.Seconds ?? DefaultSeconds, stop);
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pulses.Sent} pulses sent, {pulses.Counted} counted, {pulses.PerSecond:0.0}/s on each input"));
        var cards = await WiegandTrial.RunAsync(Frames * (length.Rounds ?? 1), Seed, stop);
        log.WriteLine($"{cards.Frames} frames under noise ({cards.Disturbed} of them disturbed): {cards.Read} read, {cards.Wrong} wrong; bit count and parity alone would have let {cards.WrongByParityAlone} wrong ones pass");
        return new Dictionary<string, double>
        {
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
