using System.Globalization;
using OpcSpaces.Model.Usage.Metrics;
using OpcSpaces.Notices.Messages;

namespace OpcSpaces.Notices.Reports;

/// <summary>The words of the monthly report in one language.</summary>
internal sealed record ReportWords(
    string Title, string Frequency, string Occupancy, string Utilisation, string DeskUse, string SeatHours, string Peak, string Leased, string Attendance, string Energy, string PerSeatHour,
    string AfterHours, string NeverUsed, string Ghosts, string Undecided, string Desks, string None, string Insufficient, string Coverage, string Interval, string AtLeast, string AsOf, string Notes, string More)
{
    private const int MostNamed = 20;

    private static readonly ReportWords English = new(
        "Monthly report {0}", "Frequency (hours used ÷ hours available)", "Occupancy (desks occupied while in use)", "Utilisation (frequency × occupancy)", "Use of desks 工位利用率", "Seat-hours 工位时",
        "Peak (desks occupied in the fullest hour)", "Leased desks 入驻率", "Attendance 到岗率", "Energy", "Energy per seat-hour", "Energy after hours", "Desks never used", "Ghost desks (leased, not used for 20 workdays)",
        "Leased desks with insufficient data", "Desks", "none", "insufficient data", "coverage", "interval", "at least", "As of", "Notes", "and {0} more");

    private static readonly ReportWords Chinese = new(
        "{0} 月度报告", "使用频率(使用小时 ÷ 可用小时)", "占用率(使用期间被占用的工位)", "利用率(频率 × 占用率)", "工位利用率", "工位时",
        "峰值(最满一小时内被占用的工位)", "入驻率(按工位)", "到岗率", "用电量", "每工位时用电量", "非开放时间用电量", "从未使用的工位", "幽灵工位(已出租,连续 20 个工作日未使用)",
        "数据不足的已出租工位", "工位", "无", "数据不足", "覆盖率", "区间", "至少", "数据截至", "说明", "另有 {0} 个");

    public static ReportWords Of(NoticeLanguage language) => language == NoticeLanguage.Chinese ? Chinese : English;

    /// <summary>A figure with its interval and coverage; without a value, that there is too little data.</summary>
    public string Say(Figure figure)
    {
        var coverage = $"{Coverage} {Percent(figure.Coverage)}";
        if (figure.Value is not { } value) return $"{Insufficient} ({coverage})";
        var interval = figure switch
        {
            { Low: { } low, High: { } high } when low.Equals(value) && high.Equals(value) => "",
            { Low: { } low, High: { } high } => $"{Interval} {Number(low, figure.Unit)}–{Number(high, figure.Unit)}, ",
            { Low: { } low } => $"{AtLeast} {Number(low, figure.Unit)}, ",
            _ => "",
        };
        return $"{Number(value, figure.Unit)}{UnitOf(figure.Unit)} ({interval}{coverage})";
    }

    /// <summary>The names of desks; the first ones where there are many.</summary>
    public string Say(IReadOnlyList<string> names) => names.Count == 0 ? None
        : $"{names.Count}: {string.Join(", ", names.Take(MostNamed))}{(names.Count > MostNamed ? $", {string.Format(CultureInfo.InvariantCulture, More, names.Count - MostNamed)}" : "")}";

    private static string UnitOf(string unit) => unit == Units.Share ? "" : $" {unit}";

    private static string Number(double value, string unit) => unit == Units.Share ? Percent(value) : value.ToString(Math.Abs(value) < 100 ? "0.##" : "N0", CultureInfo.InvariantCulture);

    // Rounded down: what is known is never overstated.
    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor((1_000 * share) + 1e-6) / 10:0.#} %");
}
