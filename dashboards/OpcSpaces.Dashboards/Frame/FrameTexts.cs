namespace OpcSpaces.Dashboards.Frame;

/// <summary>The texts of the frame, in <c>FrameTexts.resx</c> and <c>FrameTexts.zh-CN.resx</c>.</summary>
public sealed class FrameTexts;
