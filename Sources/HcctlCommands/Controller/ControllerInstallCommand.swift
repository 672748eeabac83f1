internal import ArgumentParser
internal import ClusterModel
internal import Foundation

/// `hcctl controller install`: write the systemd unit of a controller.
struct ControllerInstallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Write the systemd unit of a controller on this machine.",
        discussion: """
            Writes \(ControllerUnit.path), as root, with the options of the controller that are given. Nothing is
            started: the commands for that are printed.

            Examples:
              hcctl controller --manifests /etc/hcctl/manifests --host host1 install
              hcctl controller --manifests /etc/hcctl/manifests --host host1 install --dry-run
            """)

    /// Its options are those that the unit starts the controller with.
    @ParentCommand var controller: ControllerCommand
    @Flag(help: "Print the unit, and write nothing.")
    var dryRun = false

    func run() throws {
        let paths = controller.manifests + (controller.stateDir.map { [$0] } ?? []) + controller.api.paths
        if let path = paths.first(where: { !$0.hasPrefix("/") }) {
            throw ValidationError("\(path) is no absolute path: a unit has no directory that it could be relative to")
        }
        let unit = ControllerUnit(program: Self.program, arguments: ["controller"] + controller.arguments)
        guard !dryRun else { return Console.out([String(unit.text.dropLast())]) }
        do {
            try Data(unit.text.utf8).write(to: URL(filePath: ControllerUnit.path), options: .atomic)
        } catch {
            Console.err(["hcctl: \(ControllerUnit.path) cannot be written: \(error.localizedDescription)"])
            throw ExitCode(1)
        }
        Console.out([
            "wrote \(ControllerUnit.path)", "next: systemctl daemon-reload",
            "      systemctl enable --now \(ControllerUnit.name)",
        ])
    }

    /// This program, whatever name it was called by.
    private static var program: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "/usr/bin/hcctl"
    }
}
