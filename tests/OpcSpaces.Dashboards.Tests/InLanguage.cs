using System.Globalization;
using OpcSpaces.Dashboards.Languages;

namespace OpcSpaces.Dashboards.Tests;

/// <summary>Writes pages in a language until it is disposed.</summary>
internal sealed class InLanguage : IDisposable
{
    private readonly (CultureInfo Culture, CultureInfo Texts) _before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    public InLanguage(string tag) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = PageLanguage.Find(tag)!.Culture;

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = _before;
}
