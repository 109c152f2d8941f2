using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace OpcSpaces.Access.Rows;

/// <summary>Notes when a credential was last used.</summary>
internal static class LastUse
{
    /// <summary>
    /// Runs the statement that notes it. A database that takes no writes, such as one on a full disk, must not lock people out who could be let in by reading
    /// alone: then the next use notes it, and what must be written says by itself that it cannot.
    /// </summary>
    public static void Note(Func<int> statement)
    {
        try
        {
            statement();
        }
        catch (Exception e) when (e is DbException or DbUpdateException || e.InnerException is DbException)
        {
            // Read above, and not written: see the summary.
        }
    }
}
