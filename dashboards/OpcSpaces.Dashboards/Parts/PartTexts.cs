namespace OpcSpaces.Dashboards.Parts;

/// <summary>The texts of the parts, in <c>PartTexts.resx</c> and <c>PartTexts.zh-CN.resx</c>.</summary>
public sealed class PartTexts;
