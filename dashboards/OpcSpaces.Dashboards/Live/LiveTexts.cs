namespace OpcSpaces.Dashboards.Live;

/// <summary>The texts of the live page, in <c>LiveTexts.resx</c> and <c>LiveTexts.zh-CN.resx</c>.</summary>
public sealed class LiveTexts;
