using GdNotebooks.Exercises;
using Catalogue = GdNotebooks.Exercises.Exercises;

namespace GdNotebooks.Tests;

[Collection(AnswersAlone.Name)]
public sealed class ProgressTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gdnotebooks-progress-").FullName;

    private string File => Path.Combine(_folder, "kept", "progress.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_board_shows_none_of_all_and_all_of_all()
    {
        var book = new ProgressBook(File);
        int all = Catalogue.All.Count;
        Assert.StartsWith($"0 of {all} passed, 0 not yet, {all} open\n", book.Board(Catalogue.All).ToString(), StringComparison.Ordinal);
        foreach (var exercise in Catalogue.All)
        {
            Assert.Equal("", book.Record(exercise.Number, ExerciseState.Passed));
        }

        string board = book.Board(Catalogue.All).ToString();
        Assert.StartsWith($"{all} of {all} passed, 0 not yet, 0 open\n", board, StringComparison.Ordinal);
        Assert.Contains("\n10 Inside the network           ✓ 10.1  ✓ 10.2  ✓ 10.3  ✓ 10.4\n", board, StringComparison.Ordinal);
        Assert.Equal(1, board.Count(sign => sign == '○')); // in the legend
    }

    [Fact]
    public void Progress_survives_a_restart()
    {
        new ProgressBook(File).Record("1.1", ExerciseState.Passed);
        new ProgressBook(File).Record("1.2", ExerciseState.NotYet);
        var board = new ProgressBook(File).Board(Catalogue.All);
        Assert.Equal((1, 1), (board.Passed, board.NotYet));
        Assert.Contains("✓ 1.1  ◐ 1.2  ○ 1.3", board.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_passed_stays_passed_and_an_untouched_stub_writes_nothing()
    {
        var book = new ProgressBook(File);
        book.Record("1.1", ExerciseState.NotStarted);
        Assert.False(System.IO.File.Exists(File));
        book.Record("1.1", ExerciseState.Passed);
        book.Record("1.1", ExerciseState.NotYet);
        book.Record("1.1", ExerciseState.NotStarted);
        Assert.Equal(1, book.Board(Catalogue.All).Passed);
    }

    [Fact]
    public void Reset_forgets_everything()
    {
        var book = new ProgressBook(File);
        book.Record("1.1", ExerciseState.Passed);
        Assert.Equal("", book.Reset());
        Assert.Equal(0, book.Board(Catalogue.All).Passed);
        Assert.Equal(0, new ProgressBook(File).Board(Catalogue.All).Passed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"Format\": 1, \"Exercises\": { \"1.1\": ")]
    [InlineData("null")]
    [InlineData("[1, 2]")]
    [InlineData("{ \"Format\": 1, \"Exercises\": { \"1.1\": 7 } }")]
    [InlineData("{ \"Format\": 0, \"Exercises\": {} }")]
    public void A_damaged_file_is_set_aside_with_one_sentence(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);
        string note = new ProgressBook(File).Record("1.1", ExerciseState.Passed);
        Assert.Equal("The progress file was damaged: it was set aside as progress.json.damaged-1, and a new one begun.", note);
        Assert.Equal(content, System.IO.File.ReadAllText(File + ".damaged-1"));
        Assert.Equal("", new ProgressBook(File).Record("1.2", ExerciseState.Passed));
        Assert.Equal(2, new ProgressBook(File).Board(Catalogue.All).Passed);
    }

    [Fact]
    public void A_file_of_a_newer_format_stays_as_it_is()
    {
        const string newer = "{ \"Format\": 99, \"Chapters\": {} }";
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, newer);
        var book = new ProgressBook(File);
        string note = book.Record("1.1", ExerciseState.Passed);
        Assert.Equal("Progress is kept for this session only: progress.json was written by a newer version of the workbook (format 99, this one knows 1) and stays as it is.", note);
        Assert.Equal(newer, System.IO.File.ReadAllText(File));
        Assert.Equal(1, book.Board(Catalogue.All).Passed);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(File)!, "*.damaged-*"));
    }

    [Fact]
    public void What_was_read_in_the_solutions_is_seen_and_not_passed()
    {
        new ProgressBook(File).Record("1.1", ExerciseState.Passed);
        var reader = new ProgressBook(File) { IsReadingSolutions = true };
        reader.Record("1.1", ExerciseState.Passed);
        reader.Record("1.2", ExerciseState.Passed);
        reader.Record("1.3", ExerciseState.NotYet);
        var learner = new ProgressBook(File);
        learner.Record("1.3", ExerciseState.Passed);
        learner.Record("1.2", ExerciseState.NotYet);
        var board = learner.Board(Catalogue.All);
        Assert.Equal((2, 1, 0), (board.Passed, board.Seen, board.NotYet));
        Assert.Contains("✓ 1.1  ◇ 1.2  ✓ 1.3", board.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reset_keeps_the_file_as_it_was_beside_it()
    {
        var book = new ProgressBook(File);
        book.Record("1.1", ExerciseState.Passed);
        string before = System.IO.File.ReadAllText(File);
        book.Reset();
        Assert.Equal(before, System.IO.File.ReadAllText(File + ".before-reset"));
    }

    [Fact]
    public void A_reset_left_in_a_cell_asks_and_forgets_nothing()
    {
        var board = Catalogue.Reset();
        Assert.Contains("Nothing is forgotten yet", board.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing is forgotten yet", Catalogue.Reset(passed: board.Passed + 1).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_nobody_saw_is_told_by_the_next_one_and_by_the_board()
    {
        var book = new ProgressBook(File);
        Feedback Of(string number, ExerciseState state)
        {
            var feedback = new Feedback(number, "A title", state, state == ExerciseState.NotYet ? "It gave 2." : "", "An idea.");
            book.Answered(feedback);
            return feedback;
        }

        Of("1.1", ExerciseState.NotYet);
        var second = Of("1.2", ExerciseState.Passed);
        Assert.EndsWith("Before this, 1.1 was answered and nobody saw it: not yet. It gave 2. An idea. A cell shows its last line if that has no semicolon: `Check(…)`, not `Check(…);`.", second.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Before this, 1.2", book.Board(Catalogue.All).ToString(), StringComparison.Ordinal);
        Of("1.3", ExerciseState.Passed);
        Assert.Contains("Before this, 1.3 was answered and nobody saw it: passed.", book.Board(Catalogue.All).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Before this", book.Board(Catalogue.All).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_be_written_goes_out_with_the_next_record()
    {
        var book = new ProgressBook(File);
        book.Record("1.1", ExerciseState.Passed);

        // Held for longer than the book waits.
        using (new FileStream(File + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.StartsWith("Progress is kept for this session only", book.Record("1.2", ExerciseState.Passed), StringComparison.Ordinal);
        }

        Assert.Equal("", book.Record("1.3", ExerciseState.Passed));
        Assert.Equal(3, new ProgressBook(File).Board(Catalogue.All).Passed);
    }

    [Fact]
    public async Task A_reader_of_the_file_never_loses_a_write()
    {
        var book = new ProgressBook(File);
        book.Record("1.1", ExerciseState.Passed);
        using var done = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                // Without sharing for writing, as a virus scanner reads.
                try
                {
                    using var stream = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.Read);
                    stream.ReadByte();
                }
                catch (IOException)
                {
                }
                catch (UnauthorizedAccessException)
                {
                }
            }
        });
        var notes = Catalogue.All.Select(exercise => book.Record(exercise.Number, ExerciseState.Passed)).ToList();
        await done.CancelAsync();
        await reader;
        Assert.All(notes, note => Assert.Equal("", note));
        Assert.Equal(Catalogue.All.Count, new ProgressBook(File).Board(Catalogue.All).Passed);
    }

    [Fact]
    public void A_second_damaged_file_does_not_replace_the_first()
    {
        new ProgressBook(File).Record("1.1", ExerciseState.Passed);
        System.IO.File.WriteAllText(File, "first");
        Assert.Contains("damaged-1", new ProgressBook(File).Board(Catalogue.All).ToString(), StringComparison.Ordinal);
        System.IO.File.WriteAllText(File, "second");
        Assert.Contains("damaged-2", new ProgressBook(File).Board(Catalogue.All).ToString(), StringComparison.Ordinal);
        Assert.Equal("first", System.IO.File.ReadAllText(File + ".damaged-1"));
    }

    [Fact]
    public async Task Several_kernels_at_once_lose_nothing()
    {
        var numbers = Catalogue.All.Select(exercise => exercise.Number).ToList();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(kernel => Task.Run(() =>
        {
            var book = new ProgressBook(File);
            foreach (string number in numbers.Where((_, i) => i % 4 == kernel))
            {
                book.Record(number, ExerciseState.Passed);
            }

            // What a busy moment kept in memory goes out with the next record.
            for (int i = 0; i < 100 && book.Record(numbers[kernel], ExerciseState.Passed).Length > 0; i++)
            {
                Thread.Sleep(10);
            }
        })));
        Assert.Equal(numbers.Count, new ProgressBook(File).Board(Catalogue.All).Passed);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(File)!, "*.tmp"));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_costs_one_sentence_and_no_exception()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder, "kept"), "a file where the folder should be");
        var book = new ProgressBook(File);
        Assert.StartsWith("Progress is kept for this session only: ", book.Record("1.1", ExerciseState.Passed), StringComparison.Ordinal);
        Assert.Equal(1, book.Board(Catalogue.All).Passed);
        Assert.StartsWith("Progress is kept for this session only: ", book.Reset(), StringComparison.Ordinal);
        Assert.Equal(0, book.Board(Catalogue.All).Passed);
    }

    [Fact]
    public void Without_a_file_it_is_kept_in_memory()
    {
        var book = new ProgressBook(null);
        book.Record("1.1", ExerciseState.Passed);
        Assert.Equal(1, book.Board(Catalogue.All).Passed);
        book.Reset();
        Assert.Equal(0, book.Board(Catalogue.All).Passed);
    }

    [Theory]
    [InlineData(null, null, "data/GdNotebooks/progress.json")]
    [InlineData(null, null, null, "")]
    [InlineData("", null, "data/GdNotebooks/progress.json")]
    [InlineData("off", null, null)]
    [InlineData("OFF", null, null)]
    [InlineData("elsewhere.json", null, "elsewhere.json")]
    [InlineData("elsewhere.json", "1", null)]
    [InlineData(null, "1", null)]
    public void Where_it_is_kept_is_decided_by_the_environment(string? asked, string? headless, string? file, string applicationData = "data") =>
        Assert.Equal(file, ProgressBook.FileName(asked, headless, applicationData)?.Replace('\\', '/'));

    [Fact]
    public void These_tests_touch_nobodys_progress() =>
        Assert.Null(ProgressBook.FileName(Environment.GetEnvironmentVariable(ProgressBook.Variable), null, _folder));
}
