using System.Globalization;

namespace OpcSpaces.Dashboards.Live;

/// <summary>The text of a <see cref="HistoryProgress"/>. Dates are in UTC; the browser replaces them by its own time.</summary>
public static class HistoryText
{
    public static string Of(HistoryProgress history)
    {
        var share = history.Share is { } part ? string.Create(CultureInfo.InvariantCulture, $", {Math.Floor(part * 100):0} %") : "";
        var left = history.SecondsLeft is { } seconds ? string.Create(CultureInfo.InvariantCulture, $" · {Math.Ceiling(seconds):N0} s left") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Loading history: {history.Through:d MMM yyyy HH:mm}{share} · {history.Readings:N0} readings, {history.ReadingsPerSecond:N0}/s{left}");
    }
}
