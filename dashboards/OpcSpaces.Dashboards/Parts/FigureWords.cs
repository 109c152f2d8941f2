using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Dashboards.Parts;

/// <summary>Writes figures of the model for people: never a number without its unit, and never one where too little is known.</summary>
public sealed partial class FigureWords(IStringLocalizer<PartTexts> text)
{
    /// <summary>A value of a unit without the unit's name: shares in percent, the rest with about three digits.</summary>
    public static string Number(double value, string unit) => unit == Units.Share
        ? $"{(100 * value).ToString(100 * Math.Abs(value) < 10 ? "0.#" : "0", CultureInfo.CurrentCulture)} %"
        : value.ToString(Math.Abs(value) switch { < 10 => "#,0.##", < 100 => "#,0.#", _ => "#,0" }, CultureInfo.CurrentCulture);

    /// <summary>The name of a unit; empty for shares, whose percent sign is a part of the number.</summary>
    public string Unit(string unit) => unit == Units.Share ? "" : text[$"Unit_{unit}"] is { ResourceNotFound: false } known ? known : unit;

    /// <summary>The interval, such as <c>61 % – 74 %</c>; empty where there is none, and where it has no width.</summary>
    public string Interval(Figure figure) => figure switch
    {
        { Value: null } or { Low: null } => "",
        { High: null } => text["AtLeast", Number(figure.Low.Value, figure.Unit)],
        _ when Number(figure.Low.Value, figure.Unit) == Number(figure.High.Value, figure.Unit) => "",
        _ => $"{Number(figure.Low.Value, figure.Unit)} – {Number(figure.High.Value, figure.Unit)}",
    };

    /// <summary>The known part of what the figure is about.</summary>
    public string Coverage(Figure figure) => text["Known", Percent(figure.Coverage)];

    /// <summary>Why there is no value. The model says it in English; what it says most often is known here.</summary>
    public string Why(Figure figure)
    {
        var why = figure.Why ?? "";
        if (LowCoverage().Match(why) is { Success: true } low) return text["Why_Coverage", low.Groups[1].Value, low.Groups[2].Value];
        return why == "there is no available time" ? text["Why_NoTime"] : why;
    }

    /// <summary>Everything in one line, for a tip or a cell.</summary>
    public string Line(Figure figure) => figure.Value is { } value
        ? string.Join(" · ", ((string[])[$"{Number(value, figure.Unit)} {Unit(figure.Unit)}".Trim(), Interval(figure), Coverage(figure)]).Where(part => part.Length > 0))
        : $"{text["Insufficient"]}: {Why(figure)}";

    // Rounded down: what is not wholly known must not be shown as 100 %.
    private static string Percent(double share) => $"{Math.Floor(100 * share + 1e-9).ToString("0", CultureInfo.CurrentCulture)} %";

    [GeneratedRegex("^(.+) % is known, and (.+) % is needed$")]
    private static partial Regex LowCoverage();
}
