using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using OpcSpaces.Notices.Messages;

namespace OpcSpaces.Notices.Reports;

/// <summary>The monthly report as text: short for robots, and long as plain text and as HTML for e-mail.</summary>
internal static class ReportText
{
    // Chinese as it is; what HTML reads as its own is escaped.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <param name="community">The name of the community.</param>
    /// <param name="figures">What to say.</param>
    /// <param name="language">In which language.</param>
    public static NoticeText Of(string community, MonthFigures figures, NoticeLanguage language)
    {
        var words = ReportWords.Of(language);
        var month = figures.From.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var title = $"{community}: {string.Format(CultureInfo.InvariantCulture, words.Title, month)}";
        (string Name, string Value)[] main =
        [
            (words.DeskUse, words.Say(figures.DeskUse)), (words.Frequency, words.Say(figures.Frequency)), (words.Occupancy, words.Say(figures.Occupancy)), (words.Utilisation, words.Say(figures.Utilisation)),
            (words.Leased, words.Say(figures.Leased)), (words.Attendance, words.Say(figures.Attendance)), (words.Energy, words.Say(figures.Energy)),
        ];
        (string Name, string Value)[] more =
        [
            (words.Desks, figures.Desks.ToString("N0", CultureInfo.InvariantCulture)), (words.SeatHours, words.Say(figures.SeatHours)), (words.Peak, words.Say(figures.Peak)),
            (words.PerSeatHour, words.Say(figures.EnergyPerSeatHour)), (words.AfterHours, words.Say(figures.AfterHours)),
        ];
        // Where figures of single desks are off, there are none to name.
        (string, string)[] idle = [];
        if (figures is { NeverUsed: { } never, Ghosts: { } ghosts, Undecided: { } undecided })
        {
            more = [.. more, (words.NeverUsed, words.Say(never)), (words.Ghosts, words.Say(ghosts)), (words.Undecided, undecided.ToString("N0", CultureInfo.InvariantCulture))];
            idle = [(words.NeverUsed, $"{never.Count}"), (words.Ghosts, $"{ghosts.Count}")];
        }

        var asOf = $"{words.AsOf} {figures.AsOf:yyyy-MM-dd HH:mm} UTC, {figures.From:yyyy-MM-dd} – {figures.To:yyyy-MM-dd} ({figures.TimeZone})";
        return new NoticeText(title, Lines([.. main, .. idle]))
        {
            LongText = $"{title}\n\n{Lines([.. main, .. more])}\n\n{asOf}\n{string.Join('\n', figures.Notes)}".TrimEnd(),
            Html = Page(title, [.. main, .. more], asOf, words.Notes, figures.Notes, language),
        };
    }

    private static string Lines(IEnumerable<(string Name, string Value)> rows) => string.Join('\n', rows.Select(row => $"{row.Name}: {row.Value}"));

    private static string Page(string title, IEnumerable<(string Name, string Value)> rows, string asOf, string notesTitle, IReadOnlyList<string> notes, NoticeLanguage language)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html><html lang=\"{(language == NoticeLanguage.Chinese ? "zh-CN" : "en")}\"><head><meta charset=\"utf-8\"><title>{Html.Encode(title)}</title></head>");
        page.Append(CultureInfo.InvariantCulture, $"<body style=\"font-family:sans-serif\"><h1 style=\"font-size:18px\">{Html.Encode(title)}</h1><table cellpadding=\"4\">");
        foreach (var (name, value) in rows) page.Append(CultureInfo.InvariantCulture, $"<tr><th align=\"left\" scope=\"row\">{Html.Encode(name)}</th><td>{Html.Encode(value)}</td></tr>");
        page.Append(CultureInfo.InvariantCulture, $"</table><p>{Html.Encode(asOf)}</p>");
        if (notes.Count > 0) page.Append(CultureInfo.InvariantCulture, $"<h2 style=\"font-size:15px\">{Html.Encode(notesTitle)}</h2><ul>{string.Concat(notes.Select(note => $"<li>{Html.Encode(note)}</li>"))}</ul>");
        return page.Append("</body></html>").ToString();
    }
}
