import Commands
import Foundation
import Services

Terminal.listenForInterrupt()
exit(Spillway.run(Terminal.outside, catalogue: .aws).rawValue)
