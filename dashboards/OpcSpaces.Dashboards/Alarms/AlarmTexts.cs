namespace OpcSpaces.Dashboards.Alarms;

/// <summary>The texts of alarms, in <c>AlarmTexts.resx</c> and <c>AlarmTexts.zh-CN.resx</c>.</summary>
public sealed class AlarmTexts;
