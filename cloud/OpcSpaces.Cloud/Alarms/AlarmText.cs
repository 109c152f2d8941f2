using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Points;

namespace OpcSpaces.Cloud.Alarms;

/// <summary>What channels say about an event of an alarm. The details, with figure and threshold, are in English in both languages.</summary>
internal static class AlarmText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly FrozenDictionary<AlarmKind, (string English, string Chinese)> Names = new Dictionary<AlarmKind, (string, string)>
    {
        [AlarmKind.NotRecording] = ("Readings are not recorded", "读数未能记录"),
        [AlarmKind.ProjectionFailing] = ("Figures are not kept up to date", "数据处理停滞"),
        [AlarmKind.GatewaySilent] = ("Gateway silent", "网关离线"),
        [AlarmKind.BacklogGrowing] = ("Gateway cannot deliver", "网关积压增长"),
        [AlarmKind.ClockOff] = ("Clock of a gateway is wrong", "网关时钟不准"),
        [AlarmKind.SensorSilent] = ("Sensor silent", "传感器无数据"),
        [AlarmKind.SensorStuck] = ("Sensor stuck", "传感器卡滞"),
        [AlarmKind.SensorNeverTriggered] = ("Sensor never triggered", "传感器从未触发"),
        [AlarmKind.SensorAbsurd] = ("Sensor measures what cannot be", "传感器读数异常"),
        [AlarmKind.CoverageFalling] = ("Too little is observed", "数据覆盖率下降"),
        [AlarmKind.EnergyAfterHours] = ("Energy after hours", "非营业时段用电"),
        [AlarmKind.Co2High] = ("Too much CO₂", "二氧化碳过高"),
        [AlarmKind.DoorHeld] = ("Door held open", "门长时间未关"),
        [AlarmKind.DoorForced] = ("Door forced", "门被强行打开"),
        [AlarmKind.OverCapacity] = ("Over capacity", "超过容纳人数"),
    }.ToFrozenDictionary();

    // Details of the cloud itself have paths, addresses and the administrator's own words, which are no matter of the communities.
    private const string SeenByAdministrator = "The administrator of the cloud sees the details.";
    private const string SeenByAdministratorChinese = "详情由云平台管理员查看。";

    /// <summary>The notice of an event, for one community. Its id is the event's. Of the cloud itself it says what happened and when, and nothing else.</summary>
    public static Notice Of(StoredAlarmEvent happened, string community)
    {
        var alarm = happened.Alarm;
        var (english, chinese) = Names[alarm.Kind];
        return new Notice(
            string.Create(CultureInfo.InvariantCulture, $"alarm:{community}:{alarm.Id}:{happened.Sequence}"), community, happened.At, $"alarm.{JsonNamingPolicy.CamelCase.ConvertName($"{happened.Event}")}",
            UrgencyOf(happened), new NoticeTexts(English(happened, english), Chinese(happened, chinese)))
        {
            Data = JsonSerializer.SerializeToElement(new AlarmData(alarm.Id, happened.Sequence, happened.Event, alarm.Kind, alarm.Severity, SubjectOf(alarm.Subject), IsOfCloud(alarm) ? null : happened.Detail, alarm.RaisedAt, IsOfCloud(alarm) ? null : happened.Who), Json),
        };
    }

    // What is over, or taken care of, need not wake anybody.
    private static NoticeUrgency UrgencyOf(StoredAlarmEvent happened) => (happened.Event, happened.Alarm.Severity) switch
    {
        (AlarmEventKind.Raised, AlarmSeverity.Critical) => NoticeUrgency.Urgent,
        (AlarmEventKind.Raised or AlarmEventKind.Cleared, AlarmSeverity.Critical or AlarmSeverity.Major) => NoticeUrgency.Warning,
        _ => NoticeUrgency.Info,
    };

    private static NoticeText English(StoredAlarmEvent happened, string name)
    {
        var what = $"{name}: {happened.Alarm.Subject}";
        var (who, detail) = IsOfCloud(happened.Alarm) ? ("", SeenByAdministrator) : ($"By {happened.Who}.", happened.Detail);
        return happened.Event switch
        {
            AlarmEventKind.Raised => new(Title(what), detail),
            AlarmEventKind.Acknowledged => new(Title($"Taken care of: {what}"), Lines(who, detail)),
            _ => new(Title($"Over: {what}"), Lines(string.Create(CultureInfo.InvariantCulture, $"It lasted {Minutes(happened):N0} min."), detail)),
        };
    }

    private static NoticeText Chinese(StoredAlarmEvent happened, string name)
    {
        var what = $"{name}：{ChineseOf(happened.Alarm.Subject)}";
        var (who, detail) = IsOfCloud(happened.Alarm) ? ("", SeenByAdministratorChinese) : ($"处理人：{happened.Who}", happened.Detail);
        return happened.Event switch
        {
            AlarmEventKind.Raised => new(Title(what), detail),
            AlarmEventKind.Acknowledged => new(Title($"已有人处理：{what}"), Lines(who, detail)),
            _ => new(Title($"已恢复：{what}"), Lines(string.Create(CultureInfo.InvariantCulture, $"持续 {Minutes(happened):N0} 分钟"), detail)),
        };
    }

    private static bool IsOfCloud(Alarm alarm) => alarm.Subject.Community.Length == 0;

    private static string ChineseOf(AlarmSubject subject) => subject.Kind switch
    {
        AlarmSubjectKind.Installation => "云端",
        AlarmSubjectKind.Projection => $"数据处理 {subject.Id}",
        AlarmSubjectKind.Gateway => $"网关 {subject.Id}",
        AlarmSubjectKind.Zone => $"区域 {subject.Id}",
        _ => $"{subject.Zone}/{subject.Id}",
    };

    private static double Minutes(StoredAlarmEvent happened) => Math.Max(0, Math.Round((happened.At - happened.Alarm.RaisedAt).TotalMinutes));

    private static string Lines(params string[] lines) => string.Join('\n', lines.Where(line => line.Length > 0));

    // Ids of zones and points come from gateways.
    private static string Title(string text)
    {
        var title = string.Concat(text.Where(letter => !char.IsControl(letter)));
        return title.CutTo(Notice.LongestTitle);
    }

    private static AlarmDataSubject SubjectOf(AlarmSubject subject) => new(subject.Kind, subject.Zone.Length > 0 ? subject.Zone : null, subject.Id.Length > 0 ? subject.Id : null);

    private sealed record AlarmData(
        string Alarm, long Sequence, AlarmEventKind Event, AlarmKind Kind, AlarmSeverity Severity, AlarmDataSubject Subject, string? Detail, DateTimeOffset RaisedAt, string? Who);

    private sealed record AlarmDataSubject(AlarmSubjectKind Kind, string? Zone, string? Id);
}
