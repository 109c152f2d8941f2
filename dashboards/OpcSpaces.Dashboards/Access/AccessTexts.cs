namespace OpcSpaces.Dashboards.Access;

/// <summary>The texts of sign-in and accounts, in <c>AccessTexts.resx</c> and <c>AccessTexts.zh-CN.resx</c>.</summary>
public sealed class AccessTexts;
