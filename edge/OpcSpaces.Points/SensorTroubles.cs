using System.Text.Json;

namespace OpcSpaces.Points;

/// <summary>A sensor that its gateway knows not to be sound.</summary>
/// <param name="Point">The point, such as <c>desk/12</c>.</param>
/// <param name="Sensor">The kind of sensor in the gateway's configuration, such as <c>motion</c>.</param>
/// <param name="Condition">What is wrong; never <see cref="SensorCondition.Sound"/>.</param>
public readonly record struct SensorTrouble(string Point, string Sensor, SensorCondition Condition);

/// <summary>
/// The troubles of one zone's sensors as the value of the zone's metric <see cref="MetricName"/>: <c>desk/12 motion stuckOn; desk/14 pad silent</c>, in the
/// order of the configuration, or <c>sound</c>. The whole list each time, so that the newest value is enough.
/// </summary>
public static class SensorTroubles
{
    /// <summary>A metric of the zone itself: it measures nothing at a point.</summary>
    public const string MetricName = "Health/Sensors";

    private const string Sound = "sound";
    private const string Separator = "; ";

    public static string Write(IEnumerable<SensorTrouble> troubles)
    {
        var text = string.Join(Separator, troubles.Select(trouble => $"{trouble.Point} {trouble.Sensor} {NameOf(trouble.Condition)}"));
        return text.Length > 0 ? text : Sound;
    }

    /// <summary>Reads such a value. What a newer version has written and this one does not know is left out.</summary>
    public static IReadOnlyList<SensorTrouble> Read(string text)
    {
        var troubles = new List<SensorTrouble>();
        foreach (var item in text.Split(Separator))
        {
            if (item.Split(' ') is [var point, var sensor, var word] && Find(word) is { } condition) troubles.Add(new SensorTrouble(point, sensor, condition));
        }

        return troubles;
    }

    private static SensorCondition? Find(string word)
    {
        foreach (var condition in Enum.GetValues<SensorCondition>())
        {
            if (condition != SensorCondition.Sound && NameOf(condition) == word) return condition;
        }

        return null;
    }

    private static string NameOf(SensorCondition condition) => JsonNamingPolicy.CamelCase.ConvertName(condition.ToString());
}
