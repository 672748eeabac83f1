internal import ArgumentParser
internal import ControllerDaemon
internal import Foundation
internal import LiveWorld
internal import Reconciliation

/// `hcctl pause`: the controller of this machine begins nothing until `hcctl unpause`.
struct PauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Make the controller of this machine only observe.",
        discussion: """
            Steps in flight are finished. The pause lasts until unpause, also over restarts of the controller. Other
            controllers and apply are not affected.

            Examples:
              hcctl pause --reason "disk of host2 is swapped"
              hcctl unpause
            """)

    @OptionGroup var journal: JournalOptions
    @Option(help: ArgumentHelp("Shown as long as the pause lasts.", valueName: "text"))
    var reason = ""

    func run() throws {
        let directory = StateDirectory(journal.stateDir)
        do {
            try directory.make()
            let pause = ControlPause(since: SystemClock().wallTime(), why: reason)
            try PauseFile(stateDirectory: directory.path).write(pause)
        } catch {
            Console.err(["hcctl: the pause cannot be written to \(directory.path): \(error.localizedDescription)"])
            throw ExitCode(1)
        }
        Console.out(["paused; hcctl unpause ends it"])
    }
}

/// `hcctl unpause`: end a pause.
struct UnpauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unpause", abstract: "Let the controller of this machine act again.")

    @OptionGroup var journal: JournalOptions

    func run() throws {
        let directory = StateDirectory(journal.stateDir).path
        do {
            let wasPaused = try PauseFile(stateDirectory: directory).remove()
            Console.out([wasPaused ? "the pause is over" : "there was no pause in \(directory)"])
        } catch {
            Console.err(["hcctl: the pause in \(directory) cannot be removed: \(error.localizedDescription)"])
            throw ExitCode(1)
        }
    }
}
