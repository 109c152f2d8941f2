using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Signals.Zones;

/// <summary>
/// The sound level in one room as <see cref="SoundKind"/> describes it. Talks last five minutes, with pauses for breath; the other sounds
/// change every few seconds. It depends on the time and the people only.
/// </summary>
/// <param name="kind">The sound.</param>
/// <param name="random">Random numbers by part and number of a span of time.</param>
/// <param name="clock">The people's clock.</param>
internal sealed class RoomSound(SoundKind kind, Func<int, long, SeededRandom> random, BuildingClock clock)
{
    private const int TalkPart = 1, MomentPart = 2, StreetPart = 3;
    private const int TalkSeconds = 300, MomentSeconds = 3, StreetSeconds = 30;

    // Of a talk; and of somebody who works, by which sounds come in groups of some minutes.
    private const double SpeechShare = 0.65, LivelyShare = 0.5;

    // How far one sound of a kind is from the usual one, in dB.
    private const double Spread = 4;

    private int _people;

    public void SetPeople(int people) => _people = people;

    /// <summary>The level over an eighth of a second, in dB(A).</summary>
    public double DecibelsAt(DateTimeOffset now)
    {
        var (local, second) = (clock.Local(now), now.ToUnixTimeSeconds());
        var hour = local.TimeOfDay.TotalHours;
        var isWorkday = local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        var (talk, moment) = (random(TalkPart, second / TalkSeconds), random(MomentPart, second / MomentSeconds));
        var energy = Energy(kind.QuietDecibels + moment.Between(-0.5, 0.5));
        if (isWorkday && hour >= kind.VentilatedHours.From && hour < kind.VentilatedHours.To) energy += Energy(kind.VentilationDecibels + moment.Between(-0.5, 0.5));
        energy += Energy(kind.StreetDecibels - Night(hour) - random(StreetPart, second / StreetSeconds).Between(0, 15));
        if (talk.Chance(isWorkday && hour is > 9 and < 18.5 ? kind.NeighbourShare : 0) && moment.Chance(SpeechShare)) energy += Energy(kind.NeighbourDecibels + moment.Between(-Spread, Spread));
        if (_people == 0) return Decibels(energy);
        if (talk.Chance(_people > 1 ? kind.TalkShare : kind.CallShare) && moment.Chance(SpeechShare)) energy += Energy(kind.TalkDecibels + moment.Between(-Spread, Spread));
        if (talk.Chance(LivelyShare) && moment.Chance(Math.Min(1, kind.WorkShare * (1 + (0.3 * (_people - 1))) / LivelyShare))) energy += Energy(kind.WorkDecibels + moment.Between(-Spread, Spread));
        return Decibels(energy);
    }

    private static double Night(double hour) => hour is > 7 and < 22 ? 0 : 10;

    private static double Energy(double decibels) => Math.Pow(10, decibels / 10);

    private static double Decibels(double energy) => 10 * Math.Log10(energy);
}
