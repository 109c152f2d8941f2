using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace OpcSpaces.Dashboards.Languages;

/// <summary>A language of the pages, with how it writes numbers and dates.</summary>
/// <param name="Tag">Its BCP 47 tag, for <c>lang</c>, the cookie and the resource files.</param>
/// <param name="Name">What it is called in itself.</param>
/// <param name="Culture">Numbers and dates. Made here, because the programs carry no culture data (ICU).</param>
public sealed record PageLanguage(string Tag, string Name, CultureInfo Culture)
{
    /// <summary>The cookie that keeps a visitor's choice.</summary>
    public const string Cookie = "opcspaces-language";

    public static PageLanguage English { get; } = new("en", "English", Make("en", culture =>
    {
        culture.DateTimeFormat.ShortDatePattern = "d MMM yyyy";
        culture.DateTimeFormat.LongDatePattern = "dddd, d MMMM yyyy";
        culture.DateTimeFormat.MonthDayPattern = "d MMM";
    }));

    public static PageLanguage Chinese { get; } = new("zh-CN", "中文", Make("zh-CN", culture =>
    {
        string[] months = [.. Enumerable.Range(1, 12).Select(month => string.Create(CultureInfo.InvariantCulture, $"{month}月")), ""];
        string[] days = ["日", "一", "二", "三", "四", "五", "六"];
        var format = culture.DateTimeFormat;
        (format.MonthNames, format.MonthGenitiveNames, format.AbbreviatedMonthNames, format.AbbreviatedMonthGenitiveNames) = (months, months, months, months);
        format.DayNames = [.. days.Select(day => $"星期{day}")];
        format.AbbreviatedDayNames = [.. days.Select(day => $"周{day}")];
        format.ShortDatePattern = "yyyy年M月d日";
        format.LongDatePattern = "yyyy年M月d日 dddd";
        format.MonthDayPattern = "M月d日";
    }));

    /// <summary>Every language, in the order in which they are offered.</summary>
    public static IReadOnlyList<PageLanguage> All { get; } = [Chinese, English];

    /// <summary>The language in which the present page is written.</summary>
    public static PageLanguage Current => Find(CultureInfo.CurrentUICulture.Name) ?? English;

    /// <summary>The language with a tag; null for none.</summary>
    public static PageLanguage? Find(string? tag) => All.FirstOrDefault(language => language.Tag == tag);

    /// <summary>The language of a request: what the visitor chose, else the best of <c>Accept-Language</c> (RFC 9110 §12.5.4), else English.</summary>
    public static PageLanguage Of(HttpRequest request) => Find(request.Cookies[Cookie]) ?? Accepted(request) ?? English;

    private static PageLanguage? Accepted(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted)
            ? wanted.Where(tag => tag.Quality is not 0).OrderByDescending(tag => tag.Quality ?? 1).Select(tag => OfPrimary(tag.Value.ToString())).FirstOrDefault(language => language is not null)
            : null;

    // Whoever reads any Chinese is served better by this one than by English.
    private static PageLanguage? OfPrimary(string tag) => All.FirstOrDefault(language => string.Equals(language.Tag.Split('-')[0], tag.Split('-')[0], StringComparison.OrdinalIgnoreCase));

    private static CultureInfo Make(string name, Action<CultureInfo> adjust)
    {
        var culture = new CultureInfo(name) { NumberFormat = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone(), DateTimeFormat = (DateTimeFormatInfo)CultureInfo.InvariantCulture.DateTimeFormat.Clone() };
        culture.DateTimeFormat.ShortTimePattern = "HH:mm";
        culture.DateTimeFormat.LongTimePattern = "HH:mm:ss";
        culture.DateTimeFormat.FirstDayOfWeek = DayOfWeek.Monday;
        adjust(culture);
        return CultureInfo.ReadOnly(culture);
    }
}
