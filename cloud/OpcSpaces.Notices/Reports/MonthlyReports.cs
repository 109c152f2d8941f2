using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using OpcSpaces.Api.Usage;
using OpcSpaces.Databases;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Stores;
using OpcSpaces.Points;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Notices.Reports;

/// <summary>
/// Makes the report about the last month of each community: from the month's second day on, once the last hour of the month is closed in some zone,
/// and from the fifth day on in any case. The id of its notice names the month, so that it is sent once, also after a kill and when the cloud was down on that day.
/// A community that has no records of the month gets none. One whose report fails costs the others nothing.
/// </summary>
internal sealed partial class MonthlyReports(UsageHistories histories, IUsageStore usage, RegistryReader reader, RegistryBook registry, NoticeQueue queue, TimeProvider time, ILogger<MonthlyReports> logger)
{
    private const int FirstDay = 2;
    private const int LastDay = 5;
    private const int IdleDates = 56;
    private const int LongestName = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>Makes every report that is due, and returns how many are new.</summary>
    /// <exception cref="DatabaseUnavailableException">The registry or the notices are away: nothing can be made now.</exception>
    /// <exception cref="UsageUnavailableException">The usage records are.</exception>
    public async Task<int> MakeAsync(CancellationToken cancellation)
    {
        var count = 0;
        foreach (var community in reader.Communities)
        {
            cancellation.ThrowIfCancellationRequested();
            if (await TryMakeAsync(community, cancellation)) count++;
        }

        return count;
    }

    private async Task<bool> TryMakeAsync(string community, CancellationToken cancellation)
    {
        try
        {
            return await MakeAsync(community, cancellation);
        }
        catch (Exception e) when (e is not (DatabaseUnavailableException or DatabaseRefusedException or UsageUnavailableException or OperationCanceledException))
        {
            Failed(e, community);
            return false;
        }
    }

    private async Task<bool> MakeAsync(string id, CancellationToken cancellation)
    {
        var page = registry.Read(id);
        if (page.Community is not { } community) return false;
        var calendar = CommunityCalendar.Of(page.Rows, id);
        var today = calendar.DateAt(time.GetUtcNow().ToUnixTimeMilliseconds());
        var to = today.AddDays(-today.Day);
        var notice = string.Create(CultureInfo.InvariantCulture, $"report:{id}:{to:yyyy-MM}");
        if (today.Day < FirstDay || queue.Has(notice)) return false;
        if (today.Day < LastDay && !IsClosed(id, calendar.Day(to).EndMs)) return false;
        var from = to.AddDays(1 - to.Day);
        var month = await histories.ReadAsync(id, from, to);
        if (month.History.IsEmpty) return false;
        var weeks = await histories.ReadAsync(id, to.AddDays(1 - IdleDates), to);
        return await queue.AddAsync(Notice(notice, community, MonthFigures.Of(month.History, weeks.History, month.At, page.Rows)), cancellation);
    }

    // Records of hours come in their order, so one of the last hour says that those before it are there.
    private bool IsClosed(string community, long endMs) => usage.Zones().Where(zone => zone.Community == community).Any(zone => usage.Read(community, zone.Zone, endMs - CommunityCalendar.HourMs, endMs).Count > 0);

    private Notice Notice(string id, CommunityFacts community, MonthFigures figures)
    {
        var name = community.Name.CutTo(LongestName);
        return new Notice(id, community.Id, time.GetUtcNow(), NoticeKinds.MonthlyReport, NoticeUrgency.Info, new NoticeTexts(ReportText.Of(name, figures, NoticeLanguage.English), ReportText.Of(name, figures, NoticeLanguage.Chinese)))
        {
            Data = JsonSerializer.SerializeToElement(figures, Json),
        };
    }

    [LoggerMessage(LogLevel.Error, "The monthly report of '{Community}' cannot be made, and is tried again")]
    private partial void Failed(Exception e, string community);
}
